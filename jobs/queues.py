"""Wake-ups over Huey, one queue for each job queue. A wake-up says that there is work, never which.

Losing or doubling one is harmless: a worker that wakes asks the ledger, and a sweep repeats lost wake-ups.
"""

import contextlib
import errno
import json
import os
import select
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

from huey import SqliteHuey
from huey.api import TaskWrapper
from huey.consumer import Consumer
from huey.registry import Message
from huey.serializer import Serializer
from huey.storage import SqliteStorage

POLL_SECONDS = 0.25
FILE = "queue.db"


class QueueError(Exception):
    """The file of the queue cannot be written; the wake-up is lost and will be repeated."""


class JsonSerializer(Serializer):
    """Serialize as JSON, which is data; unpickling would run whatever the file contains."""

    def _serialize(self, data: object) -> bytes:
        return json.dumps(data).encode()

    def _deserialize(self, data: bytes) -> object:
        fields = json.loads(data)
        if isinstance(fields, list):
            return Message(*fields)
        return fields


class Bell:
    """A named pipe beside the queue; ringing it wakes a waiting consumer at once."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._reader: int | None = None
        with contextlib.suppress(FileExistsError):
            os.mkfifo(path, 0o600)

    def ring(self) -> None:
        """Wake a consumer; if none is listening, the next poll finds the message."""
        try:
            writer = os.open(self._path, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno in (errno.ENXIO, errno.ENOENT):
                return
            raise
        try:
            os.write(writer, b"!")
        except BlockingIOError:  # the pipe is full of rings, so they are awake
            pass
        finally:
            os.close(writer)

    def move(self) -> None:
        """Listen at the pipe that is at the path now."""
        if self._reader is not None:
            os.close(self._reader)
        self._reader = None

    def wait(self, seconds: float) -> None:
        """Wait for the next ring, or until the time is over."""
        if self._reader is None:
            self._reader = os.open(self._path, os.O_RDWR | os.O_NONBLOCK)
        if select.select([self._reader], [], [], seconds)[0]:
            with contextlib.suppress(BlockingIOError):  # another consumer may have taken it
                os.read(self._reader, 1)


class _BelledStorage(SqliteStorage):
    """Huey's SQLite storage, waiting at the bell instead of sleeping."""

    blocking = True

    def __init__(self, name: str, bell: Bell, **rest: object) -> None:
        self._bell = bell
        self._inode = 0
        super().__init__(name, **rest)

    def enqueue(self, data: bytes, priority: float | None = None) -> None:
        super().enqueue(data, priority)
        self._bell.ring()

    def dequeue(self) -> bytes | None:
        self._follow_file()
        data = super().dequeue()
        if data is None:
            self._bell.wait(POLL_SECONDS)
            data = super().dequeue()
        return data

    def _create_connection(self) -> sqlite3.Connection:
        connection = super()._create_connection()
        self._inode = Path(self.filename).stat().st_ino
        return connection

    def _follow_file(self) -> None:
        """Open the new file of a daemon that was started again; the old one gets no more wake-ups."""
        with contextlib.suppress(FileNotFoundError):  # the daemon is just creating it
            if self._conn is not None and Path(self.filename).stat().st_ino != self._inode:
                self.close()
                self.initialize_schema()
                self._bell.move()


class _BelledHuey(SqliteHuey):
    storage_class = _BelledStorage


class Queues:
    """The wake-up queues in one folder, which only its owner can read."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._wake_tasks: dict[str, TaskWrapper] = {}
        self._lock = threading.Lock()

    def wake(self, name: str, consumers: int = 1) -> None:
        """Add a wake-up for each consumer that may be asleep, counting those that still wait."""
        try:
            task = self._wake_task(name)
            for _ in range(consumers - task.huey.pending_count()):
                task()
        except (sqlite3.Error, OSError) as error:
            raise QueueError(f"{self._folder / FILE}: {error}") from error

    def consumer(self, name: str, on_wake: Callable[[], None]) -> Consumer:
        """Return a Huey consumer that calls `on_wake` for each wake-up, one at a time."""
        return self._new_task(name, on_wake).huey.create_consumer(workers=1, periodic=False)

    def close(self) -> None:
        """Close the file."""
        for task in self._wake_tasks.values():
            task.huey.storage.close()

    def _wake_task(self, name: str) -> TaskWrapper:
        with self._lock:
            if name not in self._wake_tasks:
                self._wake_tasks[name] = self._new_task(name, lambda: None)
            return self._wake_tasks[name]

    def _new_task(self, name: str, on_wake: Callable[[], None]) -> TaskWrapper:
        def wake() -> None:
            on_wake()

        file = self._folder / FILE
        _create_private(file)
        bell = Bell(self._folder / f"queue.{name}.bell")
        # A lost wake-up costs a moment, never a job, so it need not be durable.
        huey = _BelledHuey(name, results=False, serializer=JsonSerializer(), bell=bell, filename=str(file), fsync=False)
        return huey.task()(wake)


def _create_private(file: Path) -> None:
    """Create the file for its owner only. One that exists is not even opened.

    Closing any descriptor of a file drops this process's locks on it, those of SQLite too: another process that closes
    its connection would delete the log that this one still writes to, and wake-ups would be lost for good.
    """
    if not file.exists():
        os.close(os.open(file, os.O_CREAT | os.O_RDWR, 0o600))
