"""A cycle of learning: read labels and waiting units, keep scores and report."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, cast

from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import Payload, Result
from jobs.kinds.learn import KIND
from store import ReadView, WriteTransaction
from store.core import journal
from store.learning import cycles, labels, scores
from store.learning.labels import LabelRow
from store.learning.scores import ScoreRow, WaitingRow

PROVED = "proved"
DAY = 86_400.0


def project_from_subject(subject: str) -> str:
    """Return the project of `project:ID`."""
    return subject.removeprefix("project:")


def inputs(view: ReadView, subject: str) -> Payload:
    """Return the labels and what waits, unless the last cycle was made from the same."""
    project = project_from_subject(subject)
    basis, last = cycles.current_basis(view, project), cycles.find(view, project)
    if last is not None and last.basis == basis:
        return {"basis": basis, "labels": None, "waiting": None}
    return {
        "basis": basis,
        "labels": [_label(row) for row in labels.list_of_project(view, project)],
        "waiting": [_waiting(row) for row in scores.list_waiting(view, project)],
    }


def apply(tx: WriteTransaction, subject: str, result: Result) -> Applied:
    """Keep the scores and the report; the journal names the digest."""
    if result["report"] is None:
        return Applied({"unchanged": True})
    project, report = project_from_subject(subject), dict(cast(Mapping[str, Any], result["report"]))
    found = [ScoreRow(row["unit"], row["confidence"], row["need"], row["lane"], tuple(row["reasons"]))
             for row in report.pop("scores")]  # fmt: skip
    scores.replace(tx, project, found)
    cycles.save(tx, project, str(result["basis"]), report)
    facts = {"decisions": report["decisions"], "digest": report["digest"], "auto": report["is_auto_open"]}
    journal.append(tx, "learning.cycle", subject, facts)
    return Applied({"scored": len(found), "decisions": report["decisions"]})


def _label(row: LabelRow) -> dict[str, object]:
    return {
        "decision": row.decision,
        "unit": row.conversion,
        "analyst": row.analyst,
        "accepted": row.accepted,
        "values": row.features,
        "day": datetime.fromisoformat(row.at).timestamp() / DAY,
    }


def _waiting(row: WaitingRow) -> dict[str, object]:
    return {
        "unit": row.conversion,
        "values": row.features,
        "is_proved": row.verdict == PROVED,
        "has_risk_words": bool(row.risk),
    }


EFFECT = JobEffect(KIND, inputs, apply)
