"""Acts: what one undo takes back, be it one decision or one for each of many units."""

import sqlite3
from dataclasses import dataclass

from store import ids, times
from store.errors import MissingError
from store.transaction import Transaction, View

UNDO, REDO = "undo", "redo"


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a person did to `units` units, of which `changed` changed. `undoes` names the act it is about."""

    number: int
    id: str
    project: str
    actor: str
    word: str
    units: int
    changed: int
    undoes: str | None
    undone: bool
    at: str


def begin(tx: Transaction, project: str, actor: str, word: str, undoes: str | None = None) -> Act:
    """An act begins; what it did is told at its end."""
    name, at = ids.new("do"), times.text(tx.now)
    number = tx.insert(
        "INSERT INTO acts (id, project, actor, word, units, changed, undoes, at) VALUES (?, ?, ?, ?, 0, 0, ?, ?)",
        name,
        project,
        actor,
        word,
        undoes,
        at,
    )
    return Act(number, name, project, actor, word, units=0, changed=0, undoes=undoes, undone=False, at=at)


def end(tx: Transaction, act: Act, units: int, changed: int) -> Act:
    """The act is over: so many units were asked for, and so many changed."""
    tx.execute("UPDATE acts SET units = ?, changed = ? WHERE number = ?", units, changed, act.number)
    return get(tx, act.project, act.id)


def forget(tx: Transaction, act: Act) -> None:
    """The act did nothing."""
    tx.execute("DELETE FROM acts WHERE number = ?", act.number)


def mark(tx: Transaction, act: Act, *, undone: bool) -> None:
    """The act is taken back, or done again."""
    tx.execute("UPDATE acts SET undone = ? WHERE number = ?", undone, act.number)


def get(view: View, project: str, act: str) -> Act:
    """The act with this id."""
    row = view.row("SELECT * FROM acts WHERE id = ? AND project = ?", act, project)
    if row is None:
        raise MissingError(f"There is no act {act} in this project.", "specdeck review acts shows those there are.")
    return _act(row)


def numbered(view: View, number: int) -> Act:
    """The act of this number."""
    row = view.row("SELECT * FROM acts WHERE number = ?", number)
    if row is None:
        raise MissingError(f"There is no act number {number}.")
    return _act(row)


def latest(view: View, project: str, actor: str) -> Act | None:
    """A person's newest act that could be taken back, or None."""
    return _newest(view, "project = ? AND actor = ? AND NOT undone AND word NOT IN (?, ?)", project, actor, UNDO, REDO)


def newest(view: View, project: str, actor: str) -> Act | None:
    """A person's newest act that was no undo and no redo, be it taken back or not; or None."""
    return _newest(view, "project = ? AND actor = ? AND word NOT IN (?, ?)", project, actor, UNDO, REDO)


def latest_undo(view: View, project: str, actor: str) -> Act | None:
    """A person's newest undo that could be done again, or None."""
    return _newest(view, "project = ? AND actor = ? AND NOT undone AND word = ?", project, actor, UNDO)


def undo_of(view: View, act: Act) -> Act | None:
    """The newest undo of an act that could be done again, or None."""
    return _newest(view, "project = ? AND undoes = ? AND NOT undone AND word = ?", act.project, act.id, UNDO)


def page(view: View, project: str, before: int | None = None, limit: int = 50) -> list[Act]:
    """The acts of a project, newest first, those older than number `before`."""
    rows = view.rows(
        "SELECT * FROM acts WHERE project = ?1 AND (?2 IS NULL OR number < ?2) ORDER BY number DESC LIMIT ?3",
        project,
        before,
        limit,
    )
    return [_act(row) for row in rows]


def _newest(view: View, which: str, *values: str) -> Act | None:
    row = view.row(f"SELECT * FROM acts WHERE {which} ORDER BY number DESC LIMIT 1", *values)
    return None if row is None else _act(row)


def _act(row: sqlite3.Row) -> Act:
    columns = dict(row)
    return Act(**columns | {"undone": bool(columns["undone"])})
