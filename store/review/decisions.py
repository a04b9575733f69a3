"""Decisions: what people decided on units, and the standing before and after."""

import sqlite3
from dataclasses import dataclass

from engine.review.standing import Standing
from store.core import times
from store.core.transaction import ReadView, WriteTransaction
from store.review import standing_json

_LAST = 2**62  # above every number of a decision


@dataclass(frozen=True, slots=True)
class NewDecisionRow:
    """A decision to store; `remark` is the hash of its text, `sql` that of the SQL it is about."""

    act: str
    conversion: int
    actor: str
    word: str
    before: Standing
    after: Standing
    sql: str
    reason: str | None = None
    remark: str | None = None
    proposal: int | None = None
    seconds: float | None = None
    blind: bool = False


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """A stored decision; `undone` is the number of the act that took it back, or 0."""

    id: int
    act: str
    conversion: int
    actor: str
    word: str
    reason: str | None
    remark: str | None
    proposal: int | None
    sql: str
    before: Standing
    after: Standing
    seconds: float | None
    blind: bool
    undone: int
    at: str


def add(tx: WriteTransaction, new: NewDecisionRow) -> int:
    """Store a decision; return its number."""
    states = {
        "before": standing_json.to_json(new.before),
        "after": standing_json.to_json(new.after),
        "at": times.to_text(tx.now),
    }
    row = {name: getattr(new, name) for name in NewDecisionRow.__slots__} | states
    names, places = ", ".join(row), ", ".join("?" * len(row))
    return tx.insert(f"INSERT INTO decisions ({names}) VALUES ({places})", *row.values())


def next_in_effect(view: ReadView, act: str, before: int | None, limit: int) -> list[DecisionRow]:
    """Return decisions of an act that are in effect, newest first: those older than number `before`."""
    rows = view.rows(
        "SELECT * FROM decisions WHERE act = ? AND id < ? AND undone = 0 ORDER BY id DESC LIMIT ?",
        act,
        _LAST if before is None else before,
        limit,
    )
    return [_decision(row) for row in rows]


def next_undone(view: ReadView, act: str, undone: int, after: int | None, limit: int) -> list[DecisionRow]:
    """Return decisions of an act that the act numbered `undone` undid, oldest first: those newer than `after`."""
    rows = view.rows(
        "SELECT * FROM decisions WHERE act = ? AND id > ? AND undone = ? ORDER BY id LIMIT ?",
        act,
        after or 0,
        undone,
        limit,
    )
    return [_decision(row) for row in rows]


def list_of_unit(view: ReadView, conversion: int, limit: int = 200) -> list[DecisionRow]:
    """Return the decisions on a unit, newest first."""
    rows = view.rows("SELECT * FROM decisions WHERE conversion = ? ORDER BY id DESC LIMIT ?", conversion, limit)
    return [_decision(row) for row in rows]


def set_undone(tx: WriteTransaction, decision: int, undone: int) -> None:
    """Mark a decision as undone by the act of this number; 0 means it counts again."""
    tx.execute("UPDATE decisions SET undone = ? WHERE id = ?", undone, decision)


def _decision(row: sqlite3.Row) -> DecisionRow:
    columns = dict(row)
    columns |= {name: standing_json.from_json(columns[name]) for name in ("before", "after")}
    return DecisionRow(**columns | {"blind": bool(columns["blind"])})
