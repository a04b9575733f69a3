"""Access to the database: a view reads; a transaction writes all or nothing."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from store.core.maintenance.table_digests import TableDigests

Value = str | int | float | bytes | None
T = TypeVar("T")


class ReadView:
    """The database at one moment; `now` is the wall clock, rows are read by column name."""

    def __init__(self, connection: sqlite3.Connection, now: float) -> None:
        self._connection = connection
        self.now = now

    def is_answering(self) -> bool:
        """Return whether the database answers at all."""
        return self.value("SELECT 1") == 1

    def rows(self, sql: str, *values: Value) -> list[sqlite3.Row]:
        return self._connection.execute(sql, values).fetchall()

    def row(self, sql: str, *values: Value) -> sqlite3.Row | None:
        return self._connection.execute(sql, values).fetchone()

    def each(self, sql: str, *values: Value) -> Iterator[sqlite3.Row]:
        """Iterate over rows that may not fit in memory."""
        return iter(self._connection.execute(sql, values))

    def value(self, sql: str, *values: Value) -> Any:  # noqa: ANN401  SQLite columns have no static type
        """Return the first column of the first row, or None."""
        return self.one(_first_column, sql, *values)

    def one(self, make: Callable[[sqlite3.Row], T], sql: str, *values: Value) -> T | None:
        """Return what `make` makes of the first row, or None if there is no row."""
        row = self.row(sql, *values)
        if row is None:
            return None
        return make(row)


class WriteTransaction(ReadView):
    """A transaction: all or nothing. `now` is the wall clock when it began.

    `end` is number and hash of the newest event, once this transaction wrote one.
    """

    def __init__(self, connection: sqlite3.Connection, now: float, digests: TableDigests) -> None:
        super().__init__(connection, now)
        self._digests = digests
        self.end: tuple[int, str] | None = None
        self.due_topics: set[str] = set()
        self._afterwards: list[Callable[[], None]] = []

    def execute(self, sql: str, *values: Value) -> int:
        """Run one statement; return how many rows it changed."""
        return self._connection.execute(sql, values).rowcount

    def insert(self, sql: str, *values: Value) -> int:
        """Run one INSERT; return the new row id."""
        return self._connection.execute(sql, values).lastrowid or 0

    def many(self, sql: str, values: Iterable[tuple[Value, ...]]) -> None:
        self._connection.executemany(sql, values)

    def after_commit(self, action: Callable[[], None]) -> None:
        """Call this once the transaction is durable, and never if it is rolled back."""
        self._afterwards.append(action)

    def mark_due(self, topic: str) -> None:
        """Mark a topic as due; the store's listeners hear of it after the commit."""
        self.due_topics.add(topic)

    @contextmanager
    def part(self) -> Iterator[None]:
        """Run a step that can fail alone: what it wrote is undone and the transaction continues."""
        end, actions, pending = self.end, len(self._afterwards), dict(self._digests.pending)
        self._connection.execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            self._connection.execute("ROLLBACK TO part")
            self._connection.execute("RELEASE part")
            self.end = end
            self._digests.forget()
            self._digests.pending.update(pending)
            del self._afterwards[actions:]
            raise
        self._connection.execute("RELEASE part")

    def commit(self) -> None:
        if self._digests.pending:
            tail = self.end[0] if self.end else self.value("SELECT max(seq) FROM journal") or 0
            self._digests.save(tail + 1)
        self._connection.execute("COMMIT")

    def roll_back(self) -> None:
        self._digests.forget()
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")

    def run_afterwards(self) -> None:
        for action in self._afterwards:
            action()


def _first_column(row: sqlite3.Row) -> Any:  # noqa: ANN401  SQLite columns have no static type
    return row[0]
