"""Which of several definitions of an object counts: the last one, by the order of the files, then by position.

A migration folder defines the same object again and again. The definitions before the last are its history.
"""

import sqlite3
from collections.abc import Iterable

from engine.source.definition_kinds import DEFINITION_KINDS
from engine.source.path_order import natural_path_key
from store.core.transaction import WriteTransaction


def mark_definitions(tx: WriteTransaction, project: str, names: Iterable[tuple[str, str]]) -> None:
    """Mark the definition that counts of each kind and name, with the number of those before it."""
    for kind, name in sorted(set(names)):
        if name and kind in DEFINITION_KINDS:
            _mark(tx, project, kind, name)


def _mark(tx: WriteTransaction, project: str, kind: str, name: str) -> None:
    rows = tx.rows(
        "SELECT c.id, s.folder, s.path, c.occurrence, r.earlier, r.superseded FROM conversions c"
        " JOIN sources s ON s.id = c.source JOIN reviews r ON r.conversion = c.id"
        " WHERE c.project = ? AND c.name = ? AND c.kind = ? AND NOT c.gone",
        project,
        name,
        kind,
    )
    ordered = sorted(rows, key=_place)
    for row in ordered:
        marks = (0, 1)
        if row is ordered[-1]:
            marks = (len(ordered) - 1, 0)
        if marks != (row["earlier"], row["superseded"]):
            tx.execute("UPDATE reviews SET earlier = ?, superseded = ? WHERE conversion = ?", *marks, row["id"])


def _place(row: sqlite3.Row) -> tuple[str, tuple[tuple[int, int, str], ...], int]:
    return (row["folder"], natural_path_key(row["path"]), row["occurrence"])
