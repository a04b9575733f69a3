"""Saved views: named queries, which belong to a person."""

import sqlite3
from dataclasses import dataclass

from store.core import revisions
from store.core.errors import DuplicateError, MissingError
from store.core.transaction import ReadView, WriteTransaction
from store.inbox.parser import parse, parse_order


@dataclass(frozen=True, slots=True)
class SavedQuery:
    """A named query with its order."""

    name: str
    where: str
    sort: str

    @property
    def revision(self) -> int:
        """The revision of the query, which changes with it."""
        return revisions.compute(self.where, self.sort)


def list_views(view: ReadView, project: str, account: str) -> list[SavedQuery]:
    """Return what somebody saved in a project, by name."""
    rows = view.rows(
        "SELECT v.name, v.query, v.sort FROM views v JOIN people p ON p.id = v.person"
        " WHERE v.project = ? AND p.account = ? ORDER BY v.name",
        project,
        account,
    )
    return list(map(_saved, rows))


def save(tx: WriteTransaction, project: str, person: str, saved: SavedQuery, seen: int | None = None) -> None:
    """Save a view, replacing one of the same name; an invalid query is refused.

    `seen` is the revision that the caller knows, 0 for none, or None to not check it.
    """
    parse(saved.where)
    parse_order(saved.sort)
    _expect(seen, _find(tx, project, person, saved.name), saved.name)
    tx.execute(
        "INSERT OR REPLACE INTO views VALUES (?, ?, ?, ?, ?)", project, person, saved.name, saved.where, saved.sort
    )


def rename(tx: WriteTransaction, project: str, person: str, name: str, fresh: str, seen: int | None = None) -> None:
    """Rename a view; the new name must be free."""
    _expect(seen, _get(tx, project, person, name), name)
    if fresh != name and _find(tx, project, person, fresh):
        raise DuplicateError(
            f"You already have a view named {fresh}.", "Choose another name, or delete that view first."
        )
    tx.execute("UPDATE views SET name = ? WHERE project = ? AND person = ? AND name = ?", fresh, project, person, name)


def delete(tx: WriteTransaction, project: str, person: str, name: str, seen: int | None = None) -> None:
    """Delete a view."""
    _expect(seen, _get(tx, project, person, name), name)
    tx.execute("DELETE FROM views WHERE project = ? AND person = ? AND name = ?", project, person, name)


def _find(view: ReadView, project: str, person: str, name: str) -> SavedQuery | None:
    return view.one(
        _saved,
        "SELECT name, query, sort FROM views WHERE project = ? AND person = ? AND name = ?",
        project,
        person,
        name,
    )


def _get(view: ReadView, project: str, person: str, name: str) -> SavedQuery:
    found = _find(view, project, person, name)
    if found is None:
        raise MissingError(f"You have no view {name} in this project.", "specdeck review view list shows yours.")
    return found


def _expect(seen: int | None, found: SavedQuery | None, name: str) -> None:
    revisions.check(seen, found.revision if found else revisions.NOT_THERE, f"Your view {name}")


def _saved(row: sqlite3.Row) -> SavedQuery:
    return SavedQuery(row["name"], row["query"], row["sort"])
