"""An open database: one writer, and readers on their own connections, over SQLite in WAL mode."""

import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TypeVar

from store.core import failpoint
from store.core.bare_names import bare_name
from store.core.errors import StoreError, translate_errors
from store.core.fair_lock import FairLock
from store.core.maintenance.table_digests import TableDigests
from store.core.transaction import ReadView, WriteTransaction

BUSY_SECONDS = 5.0
PORTION_SECONDS = 0.01  # a background transaction ends soon after this, if a person waits
LOG_PAGES = 8000  # 32 MB; a log of this size is checkpointed by the writer after all
LOG_BYTES = 4_000_000  # a longer log is cut when the writer starts it anew
BACKGROUND_SECONDS = 0.05  # and after this, if other background work waits
Item = TypeVar("Item")
Result = TypeVar("Result")


class Store:
    """A database. Writers queue in this process; the file's own lock keeps out other processes."""

    def __init__(self, path: Path, clock: Callable[[], float] = time.time) -> None:
        self.path = path
        self._clock = clock
        self._writer = connect(path)
        self._digests = TableDigests(self._writer)
        self._lock = FairLock()
        self._background_lock = FairLock()
        self._holder: int | None = None
        self._idle: list[sqlite3.Connection] = []
        self._append_listeners: list[Callable[[int], None]] = []
        self._topic_listeners: list[Callable[[str], None]] = []

    @contextmanager
    def write(self) -> Iterator[WriteTransaction]:
        """Open the writer's transaction: BEGIN IMMEDIATE, so that what is read in it is what is changed."""
        with self._alone(), translate_errors():
            self._writer.execute("BEGIN IMMEDIATE")
            tx = WriteTransaction(self._writer, self._clock(), self._digests)
            try:
                yield tx
                tx.commit()
            except BaseException:
                tx.roll_back()
                raise
        failpoint.reach("after-commit")
        self._notify(tx)

    @contextmanager
    def write_in_background(self) -> Iterator[WriteTransaction]:
        """Open the writer's transaction for work that nobody watches.

        Only one such transaction at a time queues with the others, so a person waits for two of them at most.
        """
        self._refuse_nesting()
        with self._background_lock, self.write() as tx:
            yield tx

    def write_each(self, items: Iterable[Item], step: Callable[[WriteTransaction, Item], Result]) -> list[Result]:
        """Run a step for each item in background transactions, a new one when others have waited for long enough."""
        left = deque(items)
        results: list[Result] = []
        while left:
            with self.write_in_background() as tx:
                begun = time.monotonic()
                while left and not self._must_yield(time.monotonic() - begun):
                    results.append(step(tx, left.popleft()))
        return results

    @contextmanager
    def read(self) -> Iterator[ReadView]:
        """Open a consistent view on its own connection; it never waits for the writer."""
        with translate_errors():
            connection = self._reader()
            try:
                connection.execute("BEGIN")
                yield ReadView(connection, self._clock())
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                self._idle.append(connection)

    def defer_checkpoints(self) -> None:
        """Leave the checkpoints to another connection, so that no commit waits for one while the log is short."""
        with self._alone():
            self._writer.execute(f"PRAGMA wal_autocheckpoint = {LOG_PAGES}")
            self._writer.execute(f"PRAGMA journal_size_limit = {LOG_BYTES}")

    def on_append(self, listener: Callable[[int], None]) -> None:
        """Call this with the journal's tail after each commit that appended events; it must not block."""
        self._append_listeners.append(listener)

    def on_topic(self, listener: Callable[[str], None]) -> None:
        """Call this after a commit with each topic that its transaction marked as due."""
        self._topic_listeners.append(listener)

    def close(self) -> None:
        """Close every connection; the last one folds the WAL into the file."""
        while self._idle:
            self._idle.pop().close()
        self._writer.close()

    def _must_yield(self, seconds: float) -> bool:
        """Return whether a background transaction of this length has kept others waiting for long enough."""
        if self._lock.is_awaited():
            return seconds > PORTION_SECONDS
        return seconds > BACKGROUND_SECONDS and self._background_lock.is_awaited()

    def _notify(self, tx: WriteTransaction) -> None:
        tx.run_afterwards()
        for topic in sorted(tx.due_topics):
            for listener in self._topic_listeners:
                listener(topic)
        if tx.end is not None:
            for listener in self._append_listeners:
                listener(tx.end[0])

    def _reader(self) -> sqlite3.Connection:
        try:
            return self._idle.pop()
        except IndexError:
            return connect(self.path, reader=True)

    def _refuse_nesting(self) -> None:
        if self._holder == threading.get_ident():
            raise StoreError("A transaction was opened inside another one.", "Pass the open transaction along.")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self._refuse_nesting()
        with self._lock:
            self._holder = threading.get_ident()
            try:
                yield
            finally:
                self._holder = None


def connect(path: Path, *, reader: bool = False) -> sqlite3.Connection:
    """Return a connection set up for us: no implicit transactions, every commit durable."""
    connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA cache_size = -16000")  # KiB: the inbox rereads ten thousand units often
    connection.execute("PRAGMA secure_delete = ON")  # what is erased is overwritten
    connection.create_function("matches", 2, _matches, deterministic=True)
    connection.create_function("bare_name", 1, bare_name, deterministic=True)
    if reader:
        connection.execute("PRAGMA query_only = ON")
    return connection


def _matches(pattern: str, text: str | None) -> bool:
    return _matcher()(pattern, text)


@cache
def _matcher() -> Callable[[str, str | None], bool]:
    """Return the pattern matcher; its library is loaded at the first search."""
    from store.core.pattern_match import matches

    return matches
