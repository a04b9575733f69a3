"""One daemon per instance: locks that end with the process."""

import fcntl
import os
from typing import Self

from daemon.server.errors import AlreadyRunningError
from daemon.wire import codec
from daemon.wire.connection.instance_paths import InstancePaths
from daemon.wire.connection.lock_holder import LockHolder
from daemon.wire.errors import MalformedError


class InstanceLock:
    """Held from before the database is opened until the process ends. The file remains; only the lock counts.

    The folder of the database is locked too: somebody may delete the lock file, and a second daemon would lock a new
    one, but nobody can delete the folder and keep the database.
    """

    def __init__(self, paths: InstancePaths) -> None:
        self._paths = paths
        self._file = os.open(paths.lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._folder = os.open(paths.data, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)

    def __enter__(self) -> Self:
        try:
            for descriptor in (self._file, self._folder):
                fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            sentence = f"A daemon is already running for the instance {self._paths.instance}: {self._holder()}."
            self._close()
            raise AlreadyRunningError(sentence, "Show it with: specdeck daemon status") from error
        os.truncate(self._file, 0)
        os.write(self._file, codec.json_bytes(LockHolder(os.getpid(), str(self._paths.socket))))
        return self

    def _holder(self) -> str:
        try:
            holder = codec.from_json_text(LockHolder, os.read(self._file, 4096))
        except MalformedError:
            return "it is starting or stopping, or its lock file was deleted"
        return f"process {holder.pid}, on {holder.socket}"

    def _close(self) -> None:
        os.close(self._file)
        os.close(self._folder)

    def __exit__(self, *_: object) -> None:
        os.truncate(self._file, 0)
        self._close()
