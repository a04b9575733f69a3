"""Statements without a name of their own: one row of a file represents all of them that are proved and undecided.

A seed file holds thousands. A statement with a severe finding, another verdict or a decision has a row of its own.
"""

import json
from collections.abc import Iterable

from store.core.transaction import ReadView, WriteTransaction

FOLDED_KINDS = ("data", "query", "set", "call", "transaction", "psql")
SEVERE = 1  # critical and high findings
WAITING = "gone = 0 AND state = 'converted' AND verdict = 'proved'"  # also the condition of the index


def mark_file(tx: WriteTransaction, source: int) -> None:
    """Find all statements of a file that may be folded, and fold them."""
    tx.execute(
        "UPDATE reviews SET statement_of = NULL, folded = 0 WHERE statement_of = ?1 AND NOT EXISTS"
        " (SELECT 1 FROM conversions c WHERE c.id = reviews.conversion AND c.source = ?1)",
        source,
    )
    mark_statements(tx, source, (row["id"] for row in tx.rows("SELECT id FROM conversions WHERE source = ?", source)))


def mark_statements(tx: WriteTransaction, source: int, units: Iterable[int]) -> None:
    """Find those of these units of a file that may be folded, and fold them."""
    rows = tx.rows(
        "SELECT c.id, r.statement_of, c.kind IN (SELECT value FROM json_each(?1)) AND NOT EXISTS (SELECT 1"
        " FROM findings f WHERE f.conversion = c.id AND f.severity <= ?2 AND f.accepted = '') AS may_be_folded"
        " FROM json_each(?3) AS wanted JOIN conversions c ON c.id = wanted.value JOIN reviews r ON r.conversion = c.id",
        json.dumps(FOLDED_KINDS),
        SEVERE,
        json.dumps(list(units)),
    )
    for row in rows:
        home = source if row["may_be_folded"] else None
        if home != row["statement_of"]:
            tx.execute("UPDATE reviews SET statement_of = ?, folded = 0 WHERE conversion = ?", home, row["id"])
    _fold(tx, source)


def follow_decision(tx: WriteTransaction, conversion: int) -> None:
    """Fold the file of a statement again after its standing changed."""
    source = tx.value("SELECT statement_of FROM reviews WHERE conversion = ?", conversion)
    if source is not None:
        tx.execute(f"UPDATE reviews SET folded = 0 WHERE conversion = ? AND folded = 1 AND NOT ({WAITING})", conversion)
        _fold(tx, source)


def list_folded_under(view: ReadView, units: Iterable[int]) -> list[int]:
    """Return the statements that the rows of these units represent."""
    rows = view.rows(
        "SELECT o.conversion FROM json_each(?) AS wanted JOIN reviews r ON r.conversion = wanted.value"
        f" JOIN reviews o ON o.statement_of = r.statement_of AND {_waiting('o')} AND o.folded = 1"
        f" WHERE r.folded = 0 AND {_waiting('r')} ORDER BY wanted.key, o.conversion",
        json.dumps(list(units)),
    )
    return [row["conversion"] for row in rows]


def _fold(tx: WriteTransaction, source: int) -> None:
    """Leave the first statement of a file that waits as the row for the others; a few steps in an index."""
    first = tx.value(
        f"SELECT min(conversion) FROM (SELECT min(conversion) AS conversion FROM reviews WHERE statement_of = ?1"
        f" AND folded = 0 AND {WAITING} UNION ALL SELECT min(conversion) FROM reviews WHERE statement_of = ?1"
        f" AND folded = 1 AND {WAITING})",
        source,
    )
    tx.execute("UPDATE reviews SET folded = 0 WHERE conversion = ? AND folded = 1", first)
    tx.execute(
        f"UPDATE reviews SET folded = 1 WHERE statement_of = ? AND folded = 0 AND {WAITING} AND conversion <> ?",
        source,
        first,
    )


def _waiting(table: str) -> str:
    return f"{table}.gone = 0 AND {table}.state = 'converted' AND {table}.verdict = 'proved'"
