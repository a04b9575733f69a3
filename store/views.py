"""Saved views: queries with a name, each person's own."""

from dataclasses import dataclass

from store.errors import MissingError
from store.inbox.parser import parse, parse_order
from store.transaction import Transaction, View


@dataclass(frozen=True, slots=True)
class Saved:
    """A query and an order with a name."""

    name: str
    where: str
    sort: str


def of(view: View, project: str, account: str) -> list[Saved]:
    """What somebody saved in a project, by name."""
    rows = view.rows(
        "SELECT v.name, v.query, v.sort FROM views v JOIN people p ON p.id = v.person"
        " WHERE v.project = ? AND p.account = ? ORDER BY v.name",
        project,
        account,
    )
    return [Saved(row["name"], row["query"], row["sort"]) for row in rows]


def save(tx: Transaction, project: str, person: str, saved: Saved) -> None:
    """Keep a view in the place of one of the same name; a query that means nothing is refused."""
    parse(saved.where)
    parse_order(saved.sort)
    tx.execute(
        "INSERT OR REPLACE INTO views VALUES (?, ?, ?, ?, ?)", project, person, saved.name, saved.where, saved.sort
    )


def forget(tx: Transaction, project: str, person: str, name: str) -> None:
    """Forget a view."""
    if not tx.execute("DELETE FROM views WHERE project = ? AND person = ? AND name = ?", project, person, name):
        raise MissingError(f"You have no view {name} in this project.", "specdeck review view lists yours.")
