"""One daemon per instance: a file lock that ends with the process."""

import fcntl
import os
from typing import Self

from daemon.server.errors import AlreadyRunningError
from daemon.wire import codec
from daemon.wire.connection.instance_paths import InstancePaths
from daemon.wire.connection.lock_holder import LockHolder
from daemon.wire.errors import MalformedError


class InstanceLock:
    """Held from before the database is opened until the process ends. The file remains; only the lock counts."""

    def __init__(self, paths: InstancePaths) -> None:
        self._paths = paths
        self._file = os.open(paths.lock, os.O_RDWR | os.O_CREAT, 0o600)

    def __enter__(self) -> Self:
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            sentence = f"A daemon is already running for the instance {self._paths.instance}: {self._holder()}."
            os.close(self._file)
            raise AlreadyRunningError(sentence, "Show it with: specdeck daemon status") from error
        os.truncate(self._file, 0)
        os.write(self._file, codec.json_bytes(LockHolder(os.getpid(), str(self._paths.socket))))
        return self

    def _holder(self) -> str:
        try:
            holder = codec.from_json_text(LockHolder, os.read(self._file, 4096))
        except MalformedError:
            return "it is just starting or stopping"
        return f"process {holder.pid}, on {holder.socket}"

    def __exit__(self, *_: object) -> None:
        os.truncate(self._file, 0)
        os.close(self._file)
