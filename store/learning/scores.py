"""How learning scores the units that wait."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from store.core.transaction import ReadView, WriteTransaction
from store.learning.known_features import with_trial

PAGE = 1000  # units that one job scores
_END = 2**62


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A unit that nobody has decided about, with its features."""

    conversion: int
    verdict: str
    risk: tuple[str, ...]
    features: Mapping[str, float]
    is_drawn: bool = False  # by the auto lane, for an audit
    is_taken_back: bool = False  # from the auto lane, by a person


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """The score of a unit."""

    conversion: int
    confidence: float
    need: float
    lane: str
    reasons: tuple[str, ...]


def list_waiting(view: ReadView, project: str, after: int = 0) -> list[WaitingRow]:
    """Return the next page of units that wait for a first look, those that follow unit `after`."""
    rows = view.rows(
        "SELECT reviews.conversion, reviews.verdict, reviews.risk, conversions.details,"
        " unit_trials.verdict AS trial, unit_trials.evidence,"
        " auto_lane.conversion IS NOT NULL AS acted, auto_lane.act FROM reviews"
        " JOIN conversions ON conversions.id = reviews.conversion"
        " LEFT JOIN unit_trials ON unit_trials.conversion = reviews.conversion"
        " AND unit_trials.lowered = reviews.lowered AND unit_trials.sql = conversions.sql"
        " LEFT JOIN auto_lane ON auto_lane.conversion = reviews.conversion"
        " WHERE reviews.project = ? AND reviews.conversion > ? AND reviews.state IN ('converted', 'in review')"
        " ORDER BY reviews.conversion LIMIT ?",
        project,
        after,
        PAGE,
    )
    return [
        WaitingRow(
            row["conversion"],
            row["verdict"],
            tuple(json.loads(row["risk"])),
            with_trial(view, json.loads(row["details"]).get("features") or {}, row["trial"], row["evidence"]),
            is_drawn=bool(row["acted"]) and row["act"] is None,
            is_taken_back=row["act"] is not None,
        )
        for row in rows
    ]


def replace_page(tx: WriteTransaction, project: str, after: int, until: int | None, scores: Iterable[ScoreRow]) -> int:
    """Replace the scores of the units from `after`, exclusive, to `until`; None is the end. Return how many moved.

    The lane of a unit in review follows its score.
    """
    last = until if until is not None else _END
    tx.execute(
        "DELETE FROM learning_scores WHERE project = ? AND conversion > ? AND conversion <= ?", project, after, last
    )
    return sum(_add(tx, project, score) for score in scores)


def set_lane(tx: WriteTransaction, conversion: int, lane: str, reason: str) -> None:
    """Move a unit to another lane, for a reason that comes first."""
    former = find(tx, conversion)
    if former is None:
        return
    reasons = json.dumps((reason, *(each for each in former.reasons if each != reason)))
    tx.execute("UPDATE learning_scores SET lane = ?, reasons = ? WHERE conversion = ?", lane, reasons, conversion)
    tx.execute("UPDATE reviews SET lane = ? WHERE conversion = ?", lane, conversion)


def close_auto_lane(tx: WriteTransaction, project: str, lane: str, reason: str) -> int:
    """Move every waiting unit of the lane `auto` to another one; return how many."""
    rows = tx.rows("SELECT conversion FROM learning_scores WHERE project = ? AND lane = 'auto'", project)
    for row in rows:
        set_lane(tx, row["conversion"], lane, reason)
    return len(rows)


def delete_all(tx: WriteTransaction, project: str, lane: str) -> None:
    """Forget the scores of a project; what waits goes back to this lane."""
    tx.execute("DELETE FROM learning_scores WHERE project = ?", project)
    tx.execute("UPDATE reviews SET lane = ?2 WHERE project = ?1 AND lane <> ?2", project, lane)


def delete(tx: WriteTransaction, conversion: int) -> bool:
    """Forget the score of a unit whose conversion changed; return whether it had one."""
    return tx.execute("DELETE FROM learning_scores WHERE conversion = ?", conversion) > 0


def _add(tx: WriteTransaction, project: str, score: ScoreRow) -> bool:
    """Store a score and return whether the lane moved; a unit whose SQL went away in the meantime has none."""
    former = tx.value("SELECT lane FROM reviews WHERE conversion = ?", score.conversion)
    if former is None:
        return False
    tx.execute(
        "INSERT INTO learning_scores VALUES (?, ?, ?, ?, ?, ?)",
        score.conversion,
        project,
        score.confidence,
        score.need,
        score.lane,
        json.dumps(score.reasons),
    )
    if former != score.lane:
        tx.execute("UPDATE reviews SET lane = ? WHERE conversion = ?", score.lane, score.conversion)
    return former != score.lane


def find(view: ReadView, conversion: int) -> ScoreRow | None:
    """The score of a unit, if it has one."""
    row = view.row("SELECT * FROM learning_scores WHERE conversion = ?", conversion)
    if row is None:
        return None
    plain = {name: row[name] for name in ("conversion", "confidence", "need", "lane")}
    return ScoreRow(**plain, reasons=tuple(json.loads(row["reasons"])))


def count_by_lane(view: ReadView, project: str) -> dict[str, int]:
    """How many scored units of a project take each lane."""
    rows = view.rows("SELECT lane, count(*) AS n FROM learning_scores WHERE project = ? GROUP BY lane", project)
    return {row["lane"]: row["n"] for row in rows}
