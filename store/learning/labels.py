"""Decisions as learning sees them, with the features that the unit had at the time."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from store.core import times
from store.core.transaction import ReadView, WriteTransaction


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A decision that counts; `accepted` is 1, 0.5 after a change, or 0."""

    decision: int
    conversion: int
    analyst: str
    accepted: float
    features: Mapping[str, float]
    at: str


def add(
    tx: WriteTransaction,
    decision: int,
    project: str,
    conversion: int,
    analyst: str,
    accepted: float,
    features: Mapping[str, float],
) -> None:
    """Keep what a decision teaches."""
    tx.execute(
        "INSERT INTO learning_labels VALUES (?, ?, ?, ?, ?, ?, ?)",
        decision,
        project,
        conversion,
        analyst,
        accepted,
        json.dumps(features, sort_keys=True),
        times.to_text(tx.now),
    )


def has_act(view: ReadView, act: str) -> bool:
    """Whether a decision of this act has taught something."""
    found = view.row(
        "SELECT 1 FROM decisions JOIN learning_labels ON learning_labels.decision = decisions.id"
        " WHERE decisions.act = ? LIMIT 1",
        act,
    )
    return found is not None


def list_of_project(view: ReadView, project: str) -> list[LabelRow]:
    """The labels of a project that were not undone, in the order of the decisions."""
    rows = view.rows(
        "SELECT learning_labels.* FROM learning_labels JOIN decisions ON decisions.id = learning_labels.decision"
        " WHERE learning_labels.project = ? AND decisions.undone = 0 ORDER BY learning_labels.decision",
        project,
    )
    names = ("decision", "conversion", "analyst", "accepted", "at")
    return [LabelRow(**{name: row[name] for name in names}, features=json.loads(row["features"])) for row in rows]
