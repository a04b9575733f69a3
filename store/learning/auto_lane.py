"""What the auto lane did: the units that it accepted, and those that it drew for an audit."""

from dataclasses import dataclass

from engine.review.decide import AUTO_LANE
from store.core import times
from store.core.transaction import ReadView, WriteTransaction

MOST = 100  # units that one transaction accepts


@dataclass(frozen=True, slots=True)
class AutoCandidate:
    """A waiting unit in the lane `auto`."""

    conversion: int
    confidence: float


@dataclass(frozen=True, slots=True)
class AutoLaneRow:
    """What happened to a unit: `act` accepted it; without one it was drawn for an audit with this propensity."""

    conversion: int
    project: str
    certificate: str
    confidence: float
    propensity: float
    act: str | None
    answered: bool
    at: str


def list_projects(view: ReadView) -> list[str]:
    """Return the projects with units in the lane `auto`."""
    return [row["project"] for row in view.rows("SELECT DISTINCT project FROM learning_scores WHERE lane = 'auto'")]


def list_candidates(view: ReadView, project: str) -> list[AutoCandidate]:
    """Return the first units of the lane that nobody has decided about and that the lane has not dealt with before.

    A score outlives an undo until the next cycle: what a person took back must not be accepted again in between.
    """
    rows = view.rows(
        "SELECT s.conversion, s.confidence FROM learning_scores s JOIN reviews r ON r.conversion = s.conversion"
        " WHERE s.project = ? AND s.lane = 'auto' AND r.state = 'converted'"
        " AND NOT EXISTS (SELECT 1 FROM auto_lane WHERE auto_lane.conversion = s.conversion)"
        " ORDER BY s.conversion LIMIT ?",
        project,
        MOST,
    )
    return [AutoCandidate(row["conversion"], row["confidence"]) for row in rows]


def save(
    tx: WriteTransaction, project: str, unit: AutoCandidate, certificate: str, propensity: float, act: str | None
) -> None:
    """Record what the lane did with a unit."""
    tx.execute(
        "INSERT OR REPLACE INTO auto_lane (conversion, project, certificate, confidence, propensity, act, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        unit.conversion,
        project,
        certificate,
        unit.confidence,
        propensity,
        act,
        times.to_text(tx.now),
    )


def find(view: ReadView, conversion: int) -> AutoLaneRow | None:
    """Return what the lane did with a unit, if it did anything."""
    row = view.row("SELECT * FROM auto_lane WHERE conversion = ?", conversion)
    return AutoLaneRow(**dict(row) | {"answered": bool(row["answered"])}) if row else None


def set_answered(tx: WriteTransaction, conversion: int, *, answered: bool) -> None:
    """Mark an audit as answered by a decision, or as open again."""
    tx.execute("UPDATE auto_lane SET answered = ? WHERE conversion = ? AND act IS NULL", answered, conversion)


def count_open_audits(view: ReadView, project: str) -> int:
    """Return how many audits wait for a decision."""
    return view.value(
        "SELECT count(*) FROM auto_lane JOIN reviews ON reviews.conversion = auto_lane.conversion"
        " WHERE auto_lane.project = ? AND act IS NULL AND NOT answered AND state IN ('converted', 'in review')",
        project,
    )


def count_accepted(view: ReadView, project: str) -> int:
    """Return how many units the lane accepted and nobody took back."""
    sql = "SELECT sum(changed) FROM acts WHERE project = ? AND actor = ? AND NOT undone AND word = 'approve'"
    return view.value(sql, project, AUTO_LANE) or 0
