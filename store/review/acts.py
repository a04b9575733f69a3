"""Acts: what one undo takes back, a single decision or one for each of many units."""

import sqlite3
from dataclasses import dataclass

from store.core import ids, times
from store.core.errors import MissingError
from store.core.transaction import ReadView, WriteTransaction

UNDO, REDO = "undo", "redo"


@dataclass(frozen=True, slots=True)
class ActRow:
    """An act on `units` units, of which `changed` changed; `undoes` is the act that it undoes or redoes."""

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
    """Start an act; `finish` records its result."""
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
    """Finish an act: record how many units were requested, and how many changed."""
    tx.execute("UPDATE acts SET units = ?, changed = ? WHERE number = ?", units, changed, act.number)
    return get(tx, act.project, act.id)


def delete(tx: WriteTransaction, act: ActRow) -> None:
    """Delete an act that changed nothing."""
    tx.execute("DELETE FROM acts WHERE number = ?", act.number)


def set_undone(tx: WriteTransaction, act: ActRow, *, undone: bool) -> None:
    """Mark an act as undone, or as in effect again."""
    tx.execute("UPDATE acts SET undone = ? WHERE number = ?", undone, act.number)


def is_undone(view: ReadView, act: ActRow) -> bool:
    """Return whether an act is undone, or somebody began to undo it."""
    return get(view, act.project, act.id).undone or find_undo_of(view, act) is not None


def get(view: ReadView, project: str, act: str) -> ActRow:
    """Return the act with this id."""
    row = view.row("SELECT * FROM acts WHERE id = ? AND project = ?", act, project)
    if row is None:
        raise MissingError(f"There is no act {act} in this project.", "specdeck review acts shows all acts.")
    return _act(row)


def get_by_number(view: ReadView, number: int) -> ActRow:
    """Return the act with this number."""
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
    """Return a person's newest act that can be undone, or None."""
    return _newest(view, "project = ? AND actor = ? AND NOT undone AND word NOT IN (?, ?)", project, actor, UNDO, REDO)


def find_newest(view: ReadView, project: str, actor: str) -> ActRow | None:
    """Return a person's newest act that is not an undo or redo, whether it is undone or not; or None."""
    return _newest(view, "project = ? AND actor = ? AND word NOT IN (?, ?)", project, actor, UNDO, REDO)


def find_redoable(view: ReadView, project: str, actor: str) -> ActRow | None:
    """Return a person's newest undo that can be redone, or None."""
    return _newest(view, "project = ? AND actor = ? AND NOT undone AND word = ?", project, actor, UNDO)


def find_undo_of(view: ReadView, act: ActRow) -> ActRow | None:
    """Return the newest undo of an act that can be redone, or None."""
    return _newest(view, "project = ? AND undoes = ? AND NOT undone AND word = ?", act.project, act.id, UNDO)


def page(view: ReadView, project: str, before: int | None = None, limit: int = 50) -> list[ActRow]:
    """Return the acts of a project, newest first, those older than number `before`."""
    rows = view.rows(
        "SELECT * FROM acts WHERE project = ?1 AND (?2 IS NULL OR number < ?2) ORDER BY number DESC LIMIT ?3",
        project,
        before,
        limit,
    )
    return [_act(row) for row in rows]


def _newest(view: ReadView, which: str, *values: str) -> ActRow | None:
    return view.one(_act, f"SELECT * FROM acts WHERE {which} ORDER BY number DESC LIMIT 1", *values)


def _act(row: sqlite3.Row) -> ActRow:
    columns = dict(row)
    return ActRow(**columns | {"undone": bool(columns["undone"])})
