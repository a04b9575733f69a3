"""Acts: what one undo takes back, be it one decision or one for each of many units."""

import sqlite3
from dataclasses import dataclass

from store.core import ids, times
from store.core.errors import MissingError
from store.core.transaction import ReadView, WriteTransaction

UNDO, REDO = "undo", "redo"


@dataclass(frozen=True, slots=True)
class ActRow:
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


def start(tx: WriteTransaction, project: str, actor: str, word: str, undoes: str | None = None) -> ActRow:
    """An act begins; what it did is told at its end."""
    name, at = ids.new("do"), times.to_text(tx.now)
    number = tx.insert(
        "INSERT INTO acts (id, project, actor, word, units, changed, undoes, at) VALUES (?, ?, ?, ?, 0, 0, ?, ?)",
        name,
        project,
        actor,
        word,
        undoes,
        at,
    )
    return ActRow(number, name, project, actor, word, units=0, changed=0, undoes=undoes, undone=False, at=at)


def finish(tx: WriteTransaction, act: ActRow, units: int, changed: int) -> ActRow:
    """The act is over: so many units were asked for, and so many changed."""
    tx.execute("UPDATE acts SET units = ?, changed = ? WHERE number = ?", units, changed, act.number)
    return get(tx, act.project, act.id)


def delete(tx: WriteTransaction, act: ActRow) -> None:
    """The act did nothing."""
    tx.execute("DELETE FROM acts WHERE number = ?", act.number)


def set_undone(tx: WriteTransaction, act: ActRow, *, undone: bool) -> None:
    """The act is taken back, or done again."""
    tx.execute("UPDATE acts SET undone = ? WHERE number = ?", undone, act.number)


def get(view: ReadView, project: str, act: str) -> ActRow:
    """The act with this id."""
    row = view.row("SELECT * FROM acts WHERE id = ? AND project = ?", act, project)
    if row is None:
        raise MissingError(f"There is no act {act} in this project.", "specdeck review acts shows those there are.")
    return _act(row)


def get_by_number(view: ReadView, number: int) -> ActRow:
    """The act of this number."""
    row = view.row("SELECT * FROM acts WHERE number = ?", number)
    if row is None:
        raise MissingError(f"There is no act number {number}.")
    return _act(row)


def find_unit_label(view: ReadView, act: str) -> str | None:
    """Return the name of an act's unit, or its kind where it has none; None if the unit no longer exists."""
    row = view.row(
        "SELECT kind, name FROM decisions JOIN conversions ON conversions.id = conversion WHERE act = ?", act
    )
    return None if row is None else row["name"] or row["kind"]  # a statement that creates no object has no name


def find_undoable(view: ReadView, project: str, actor: str) -> ActRow | None:
    """A person's newest act that could be taken back, or None."""
    return _newest(view, "project = ? AND actor = ? AND NOT undone AND word NOT IN (?, ?)", project, actor, UNDO, REDO)


def find_newest(view: ReadView, project: str, actor: str) -> ActRow | None:
    """A person's newest act that was no undo and no redo, be it taken back or not; or None."""
    return _newest(view, "project = ? AND actor = ? AND word NOT IN (?, ?)", project, actor, UNDO, REDO)


def find_redoable(view: ReadView, project: str, actor: str) -> ActRow | None:
    """A person's newest undo that could be done again, or None."""
    return _newest(view, "project = ? AND actor = ? AND NOT undone AND word = ?", project, actor, UNDO)


def find_undo_of(view: ReadView, act: ActRow) -> ActRow | None:
    """The newest undo of an act that could be done again, or None."""
    return _newest(view, "project = ? AND undoes = ? AND NOT undone AND word = ?", act.project, act.id, UNDO)


def page(view: ReadView, project: str, before: int | None = None, limit: int = 50) -> list[ActRow]:
    """The acts of a project, newest first, those older than number `before`."""
    rows = view.rows(
        "SELECT * FROM acts WHERE project = ?1 AND (?2 IS NULL OR number < ?2) ORDER BY number DESC LIMIT ?3",
        project,
        before,
        limit,
    )
    return [_act(row) for row in rows]


def _newest(view: ReadView, which: str, *values: str) -> ActRow | None:
    row = view.row(f"SELECT * FROM acts WHERE {which} ORDER BY number DESC LIMIT 1", *values)
    return None if row is None else _act(row)


def _act(row: sqlite3.Row) -> ActRow:
    columns = dict(row)
    return ActRow(**columns | {"undone": bool(columns["undone"])})
