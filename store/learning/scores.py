"""How learning scores the units that wait."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from store.core.transaction import ReadView, WriteTransaction

MOST_WAITING = 5000  # units that one cycle scores, those that came first


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A unit that nobody has decided about, with its features."""

    conversion: int
    verdict: str
    risk: tuple[str, ...]
    features: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """The score of a unit."""

    conversion: int
    confidence: float
    need: float
    lane: str
    reasons: tuple[str, ...]


def list_waiting(view: ReadView, project: str) -> list[WaitingRow]:
    """The units of a project that wait for a first look and have features."""
    rows = view.rows(
        "SELECT reviews.conversion, reviews.verdict, reviews.risk, conversions.details FROM reviews"
        " JOIN conversions ON conversions.id = reviews.conversion"
        " WHERE reviews.project = ? AND reviews.state IN ('converted', 'in review')"
        " ORDER BY reviews.conversion LIMIT ?",
        project,
        MOST_WAITING,
    )
    found = ((row, json.loads(row["details"]).get("features")) for row in rows)
    return [
        WaitingRow(row["conversion"], row["verdict"], tuple(json.loads(row["risk"])), features)
        for row, features in found
        if features
    ]


def replace(tx: WriteTransaction, project: str, scores: Iterable[ScoreRow]) -> None:
    """These are the scores of a project's waiting units; the lane of a unit in review follows."""
    tx.execute("DELETE FROM learning_scores WHERE project = ?", project)
    for score in scores:
        if view_has_unit(tx, score.conversion):
            tx.execute(
                "INSERT INTO learning_scores VALUES (?, ?, ?, ?, ?, ?)",
                score.conversion,
                project,
                score.confidence,
                score.need,
                score.lane,
                json.dumps(score.reasons),
            )
            tx.execute("UPDATE reviews SET lane = ? WHERE conversion = ?", score.lane, score.conversion)


def view_has_unit(view: ReadView, conversion: int) -> bool:
    """Whether a unit is still there: its SQL may be gone since it was scored."""
    return view.row("SELECT 1 FROM reviews WHERE conversion = ?", conversion) is not None


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
