"""The daemon on this machine: connect to its socket, and start it on demand."""

import os
import socket
import stat
import struct
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from daemon.client.errors import ForeignOwnerError, StartError, UnreachableError
from daemon.client.transport.channel import Channel
from daemon.wire import codec
from daemon.wire.connection.instance_paths import InstancePaths
from daemon.wire.connection.lock_holder import LockHolder
from daemon.wire.errors import MalformedError

NO_AUTOSTART = "SPECDECK_NO_AUTOSTART"
START_SECONDS = 15.0
FIRST_DELAY = 0.02
MAX_DELAY = 0.2
_CREDENTIALS = struct.Struct("3i")  # pid, uid, gid


@dataclass(frozen=True, slots=True)
class LocalDialer:
    """Dials the socket of an instance; with `autostart`, a daemon that is not running is started first."""

    paths: InstancePaths
    autostart: bool = True

    @property
    def where(self) -> str:
        return f"the daemon of the instance {self.paths.instance}"

    @property
    def options(self) -> str:
        return self.paths.options

    def without_autostart(self) -> Self:
        return replace(self, autostart=False)

    def dial(self) -> Channel:
        try:
            return Channel(self._try_connect())
        except OSError as error:
            if not self.autostart or os.environ.get(NO_AUTOSTART):
                hint = f"Start it with: specdeck daemon start{self.options}"
                raise UnreachableError(
                    f"The daemon of the instance {self.paths.instance} is not running.", hint
                ) from error
        return Channel(self._start())

    def _start(self) -> socket.socket:
        """Start a daemon and connect once it answers. If two clients do so at once, one daemon gives way."""
        from daemon.client.process import spawn  # a slow import, and usually the daemon is running

        process, deadline, wait = spawn.start_daemon(self.paths), time.monotonic() + START_SECONDS, FIRST_DELAY
        while True:
            time.sleep(wait)
            wait = min(wait * 1.5, MAX_DELAY)
            try:
                connection = self._try_connect()
            except OSError as error:
                gave_up = process.poll() not in (None, spawn.ALREADY_RUNNING)
                if gave_up or time.monotonic() > deadline:
                    raise StartError(*spawn.startup_error(self.paths)) from error
            else:
                # Ours lost the race; it must not take the lock later, after the other one was stopped on purpose.
                if _listener(connection) != process.pid:
                    process.terminate()
                return connection

    def _try_connect(self) -> socket.socket:
        try:
            return _connect(self.paths.socket)
        except OSError:
            holder = read_lock_holder(self.paths)
            # A daemon that was started with other XDG variables has another socket, but the same database.
            if holder is None or holder.socket == str(self.paths.socket):
                raise
            return _connect(Path(holder.socket))


def read_lock_holder(paths: InstancePaths) -> LockHolder | None:
    """Return the process in the lock file; it may have been killed since."""
    try:
        return codec.from_json_text(LockHolder, paths.lock.read_bytes())
    except (OSError, MalformedError):
        return None


def _listener(connection: socket.socket) -> int:
    """Return the process at the other end, from the kernel: see SO_PEERCRED in unix(7)."""
    return _CREDENTIALS.unpack(connection.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, _CREDENTIALS.size))[0]


def _connect(path: Path) -> socket.socket:
    for part in (path.parent, path):
        found = part.lstat()
        if found.st_uid != os.getuid():
            sentence = f"{part} belongs to another user (uid {found.st_uid}), who could pretend to be the daemon."
            raise ForeignOwnerError(sentence, "Set XDG_RUNTIME_DIR or SPECDECK_SOCK to a folder of your own.")
    if not stat.S_ISSOCK(found.st_mode):
        raise UnreachableError(f"{path} is not a socket.", "Move it away, or set SPECDECK_SOCK to another path.")
    connection = socket.socket(socket.AF_UNIX)
    try:
        connection.connect(os.fspath(path))
    except OSError:
        connection.close()
        raise
    return connection
