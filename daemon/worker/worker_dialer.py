"""A worker's connection, pinned to the worker role: it reaches only the routes for work."""

from dataclasses import dataclass
from typing import Self

from daemon.client.transport.channel import Channel
from daemon.client.transport.local_socket import LocalDialer
from daemon.wire.connection import preamble
from daemon.wire.connection.instance_paths import InstancePaths
from daemon.wire.connection.preamble import PinnedCaller
from daemon.wire.role import Role


@dataclass(frozen=True, slots=True)
class WorkerDialer:
    """Connects to the local daemon, and never starts one: without a daemon there is no work."""

    paths: InstancePaths
    name: str

    @property
    def where(self) -> str:
        return f"the daemon of the instance {self.paths.instance}"

    @property
    def options(self) -> str:
        return self.paths.options

    def without_autostart(self) -> Self:
        return self

    def dial(self) -> Channel:
        line = LocalDialer(self.paths, autostart=False).dial()
        line.socket.sendall(preamble.preamble_line(PinnedCaller(self.name, Role.WORKER)))
        return line
