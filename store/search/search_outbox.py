"""The units that the index of search does not have in their last state."""

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from store.core.transaction import ReadView, WriteTransaction

PAGE = 200


@dataclass(frozen=True, slots=True)
class PendingUnit:
    """A unit to index; `sql` and `spec` are hashes of texts. A unit that is gone has to be removed."""

    position: int
    conversion: int
    kind: str
    name: str
    path: str
    sql: str
    spec: str | None
    gone: bool


def lane_id(view: ReadView) -> str:
    """Return the name of the folder that holds the index."""
    return str(view.value("SELECT id FROM search_lane WHERE name = 'units'"))


def delivered_position(view: ReadView) -> int:
    """Return the position that the index was last reported to be at."""
    return int(view.value("SELECT position FROM search_lane WHERE name = 'units'"))


def list_pending(view: ReadView, project: str, limit: int = PAGE) -> list[PendingUnit]:
    """Return the units of a project to index, those that changed first first."""
    rows = view.rows(
        "SELECT o.position, o.conversion, c.kind, c.name, s.path, c.sql, c.spec, coalesce(c.gone, 1) AS gone"
        " FROM search_outbox o LEFT JOIN conversions c ON c.id = o.conversion LEFT JOIN sources s ON s.id = c.source"
        " WHERE o.project = ? ORDER BY o.position LIMIT ?",
        project,
        limit,
    )
    return list(map(_pending_unit, rows))


def _pending_unit(row: sqlite3.Row) -> PendingUnit:
    return PendingUnit(
        position=row["position"],
        conversion=row["conversion"],
        kind=row["kind"] or "",
        name=row["name"] or "",
        path=row["path"] or "",
        sql=row["sql"] or "",
        spec=row["spec"],
        gone=bool(row["gone"]),
    )


def last_position(view: ReadView, project: str) -> int:
    """Return the position of the last change of a project that waits; 0 if nothing waits."""
    return int(view.value("SELECT max(position) FROM search_outbox WHERE project = ?", project) or 0)


def mark_delivered(tx: WriteTransaction, positions: Iterable[int], position: int) -> None:
    """Remove what was indexed. A unit that changed since then has another position, and stays."""
    tx.many("DELETE FROM search_outbox WHERE position = ?", [(each,) for each in positions])
    tx.execute("UPDATE search_lane SET position = max(position, ?) WHERE name = 'units'", position)


def refill(tx: WriteTransaction, projects: Sequence[str]) -> None:
    """Index everything again, because the index on disk was lost."""
    tx.execute("UPDATE search_lane SET position = 0 WHERE name = 'units'")
    for project in projects:
        tx.execute(
            "INSERT OR IGNORE INTO search_outbox (conversion, project)"
            " SELECT id, project FROM conversions WHERE project = ? AND NOT gone ORDER BY id",
            project,
        )
