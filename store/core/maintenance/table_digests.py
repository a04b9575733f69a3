"""A digest for each table, kept up to date by the only writer: an audit finds every row changed by anybody else.

The digest of a table is the sum of the hashes of its rows, so that a write costs as much as the rows it changes. The
writer's own triggers see every change, also those that a foreign key or another trigger makes; a connection from
outside has none of them.
"""

import hashlib
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence

MODULUS = 1 << 256
# What changes with the time of day, what is only waiting, and what has hashes of its own.
UNCOVERED = frozenset(
    (
        *("journal", "texts", "table_digests", "jobs", "job_counts", "breakers", "turns", "outbox", "watermarks"),
        *("periodic_tasks", "replies", "_sqlite_migrations"),
    )
)
TABLES = "SELECT name FROM main.sqlite_master WHERE type = 'table' ORDER BY name"
Totals = dict[str, int]


def row_hash(values: Iterable[object]) -> int:
    """Return the hash of a row; `repr` writes different SQLite values differently."""
    return int.from_bytes(hashlib.sha256(repr(tuple(values)).encode(errors="surrogatepass")).digest())


def is_covered(table: str) -> bool:
    """Whether a table has a digest."""
    return table not in UNCOVERED and not table.startswith("sqlite_")


def _covered_tables(connection: sqlite3.Connection) -> list[str]:
    return [row[0] for row in connection.execute(TABLES) if is_covered(row[0])]


def digest_of_rows(rows: Iterable[Sequence[object]]) -> str:
    """Return the digest of a table with these rows."""
    return f"{sum(map(row_hash, rows)) % MODULUS:064x}"


class TableDigests:
    """The digests of one database, as its writer keeps them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.pending: Totals = defaultdict(int)
        connection.create_function("row_added", -1, self._add)
        connection.create_function("row_removed", -1, self._remove)
        connection.execute("PRAGMA recursive_triggers = ON")  # else a REPLACE would remove a row unseen
        for table in _covered_tables(connection):
            self._watch(table)

    def save(self, seq: int) -> None:
        """Write what this transaction changed, as a part of it; `seq` is the next event, the first that may seal it."""
        for table, change in self.pending.items():
            known = self._connection.execute("SELECT digest FROM table_digests WHERE name = ?", (table,)).fetchone()
            total = (int(known[0], 16) if known else 0) + change
            self._connection.execute(
                "INSERT INTO table_digests VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET digest = ?2, seq = ?3",
                (table, f"{total % MODULUS:064x}", seq),
            )
        self.forget()

    def forget(self) -> None:
        """Start anew: the transaction ended."""
        self.pending.clear()

    def _watch(self, table: str) -> None:
        columns = [row[1] for row in self._connection.execute(f'PRAGMA table_info("{table}")')]
        old, new = (", ".join(f'{side}."{column}"' for column in columns) for side in ("OLD", "NEW"))
        for event, calls in (
            ("INSERT", f"row_added('{table}', {new})"),
            ("DELETE", f"row_removed('{table}', {old})"),
            ("UPDATE", f"row_removed('{table}', {old}), row_added('{table}', {new})"),
        ):
            self._connection.execute(
                f'CREATE TEMP TRIGGER "{table}_{event}_digest" AFTER {event} ON main."{table}"'
                f" BEGIN SELECT {calls}; END"
            )

    def _add(self, table: str, *values: object) -> None:
        self.pending[table] += row_hash(values)

    def _remove(self, table: str, *values: object) -> None:
        self.pending[table] -= row_hash(values)


def compute_all(connection: sqlite3.Connection) -> None:
    """Compute every digest from the rows that are there: after a migration, which changes tables from outside."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'table_digests'").fetchone():
        return  # a database of a version before digests
    seq = connection.execute("SELECT coalesce(max(seq), 0) + 1 FROM journal").fetchone()[0]
    for table in _covered_tables(connection):
        digest = digest_of_rows(map(tuple, connection.execute(f'SELECT * FROM "{table}"')))
        connection.execute("INSERT OR REPLACE INTO table_digests VALUES (?, ?, ?)", (table, digest, seq))
