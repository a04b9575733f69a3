"""Checkpoints beside the writer: what was committed moves from the log into the database while others write.

SQLite does this in the commit that fills the log, and everybody who wants to write would wait for the disk.
"""

import logging
import sqlite3
import threading
from contextlib import closing

from store.core.database import Store, connect

EVERY = 1.0  # seconds
log = logging.getLogger("specdeck.store")


class Checkpoints:
    """A thread of the daemon, with its own connection."""

    def __init__(self, store: Store) -> None:
        self._path = store.path
        self._version = 0
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="checkpoints", daemon=True)
        store.defer_checkpoints()

    def start(self) -> None:
        """Start the thread."""
        self._thread.start()

    def stop(self) -> None:
        """End the thread."""
        self._stopped.set()
        self._thread.join()

    def checkpoint(self, connection: sqlite3.Connection) -> bool:
        """Move what is in the log, unless nothing was committed since the last time."""
        (version,) = connection.execute("PRAGMA data_version").fetchone()
        if version == self._version:
            return False
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()
        self._version = version
        return True

    def _run(self) -> None:
        with closing(connect(self._path)) as connection:
            while not self._stopped.wait(EVERY):
                try:
                    self.checkpoint(connection)
                except sqlite3.Error as error:
                    # The log still holds everything; on a full disk the next time may succeed.
                    log.warning("a checkpoint failed", extra={"reason": str(error)})
