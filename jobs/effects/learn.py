"""A cycle of learning: read the log and a page of waiting units, keep scores, report and snapshots."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, cast

from engine.triage.cycle_changes import new_drift
from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import Payload, Result
from jobs.job_order import JobOrder, JobPriority
from jobs.kinds.learn import KIND
from store import ReadView, WriteTransaction
from store.core import journal, subjects
from store.learning import cycles, learning_log, learning_projects, scores, snapshots
from store.learning.scores import ScoreRow, WaitingRow
from store.learning.snapshots import SnapshotRow
from store.review import policies

PROVED = "proved"
FORBIDDEN = "the policy forbids the auto lane"
TAKEN_BACK = "taken back from the auto lane"
DRAWN = "drawn for a sampled look"
NOT_SCORED = "not scored under the present certificate yet"


def subject_of_page(project: str, after: int = 0) -> str:
    """Return the subject of a job: a project, and after which unit its page of scores begins."""
    return f"project:{project}" + (f"@{after}" if after else "")


def page_from_subject(subject: str) -> tuple[str, int]:
    """Return the project and the unit that a subject names."""
    return subjects.project_from_subject(subject)


def inputs(view: ReadView, subject: str) -> Payload:
    """Return the events since the last snapshot and what waits, unless the last cycle was made from the same."""
    project, after = page_from_subject(subject)
    basis, last = cycles.current_basis(view, project), cycles.find(view, project)
    is_known = last is not None and last.basis == basis and not after
    if is_known or not learning_projects.get(view, project).enabled:
        return {"basis": basis, "events": None}
    snapshot, waiting = snapshots.find_newest(view, project), scores.list_waiting(view, project, after)
    events = learning_log.page(view, project, snapshot.seq if snapshot else 0)
    forbidden = "" if policies.get(view, project).auto_lane else FORBIDDEN
    return {
        "basis": basis,
        "snapshot": snapshot.sealed if snapshot else None,
        "events": [asdict(event) for event in events],
        "waiting": [_waiting(row, forbidden) for row in waiting if row.features],
        "waiting_total": int(basis.split(":")[1]),
        "page": [after, waiting[-1].conversion if len(waiting) == scores.PAGE else None],
    }


def apply(tx: WriteTransaction, subject: str, result: Result) -> Applied:
    """Keep the scores and the report; the journal names the digest."""
    project, after = page_from_subject(subject)
    if result["refused"]:
        return _rebuild(tx, project, after, str(result["refused"]))
    if result["report"] is None or not learning_projects.get(tx, project).enabled:  # turned off since the inputs
        return Applied({"unchanged": True})
    start, end = cast(tuple[int, int | None], result["page"])
    rows = cast(Sequence[Mapping[str, Any]], result["scores"])
    if not after:
        _keep_report(tx, project, str(result["basis"]), cast(Mapping[str, Any], result["report"]))
    moved = scores.replace_page(tx, project, start, end, map(_score, rows))
    for seq, sealed in cast(Sequence[tuple[int, str]], result["snapshots"]):
        snapshots.save(tx, project, SnapshotRow(seq, sealed))
    orders = () if end is None else (_order(project, end, f"{result['basis']}:{end}"),)
    return Applied({"scored": len(rows), "moved": moved}, orders)


def _rebuild(tx: WriteTransaction, project: str, after: int, reason: str) -> Applied:
    """A snapshot that a worker refuses is dropped with all others, and everything is folded again."""
    snapshots.delete_from(tx, project, 0)
    event = journal.append(tx, "learning.snapshot_refused", f"project:{project}", {})
    return Applied({"refused": reason}, (_order(project, after, f"again:{event.seq}"),))


def _order(project: str, after: int, key: str) -> JobOrder:
    return JobOrder(KIND, project, subject_of_page(project, after), f"learn:{project}:{key}", JobPriority.LOW)


def _keep_report(tx: WriteTransaction, project: str, basis: str, report: Mapping[str, Any]) -> None:
    last = cycles.find(tx, project)
    former = last.report if last else {}
    if former.get("certificate_id") != report["certificate_id"]:  # units of further pages were scored under the former
        scores.close_auto_lane(tx, project, "spot", NOT_SCORED)
    for stream in new_drift(former, report):
        journal.append(tx, "learning.drift", f"project:{project}", {"stream": stream})
    cycles.save(tx, project, basis, report)
    facts = {"decisions": report["decisions"], "digest": report["digest"], "auto": report["is_auto_open"]}
    journal.append(
        tx, "learning.cycle", f"project:{project}", {**facts, "certificate": report["certificate_id"] or None}
    )


def _score(row: Mapping[str, Any]) -> ScoreRow:
    return ScoreRow(row["unit"], row["confidence"], row["need"], row["lane"], tuple(row["reasons"]))


def _waiting(row: WaitingRow, forbidden: str) -> dict[str, object]:
    return {
        "unit": row.conversion,
        "values": row.features,
        "is_proved": row.verdict == PROVED,
        "has_risk_words": bool(row.risk),
        "held": forbidden or _held(row),
    }


def _held(row: WaitingRow) -> str:
    """Return why the auto lane must not take a unit that it dealt with before."""
    if row.is_taken_back:
        return TAKEN_BACK
    if row.is_drawn:
        return DRAWN
    return ""


EFFECT = JobEffect(KIND, inputs, apply)
