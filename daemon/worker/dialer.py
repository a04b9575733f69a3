"""A worker's connection: pinned to the worker's role, so that it reaches nothing but the routes for work."""

from dataclasses import dataclass
from typing import Self

from daemon.client.line import Line
from daemon.client.local import LocalDialer
from daemon.wire import preamble
from daemon.wire.place import Place
from daemon.wire.preamble import Pin
from daemon.wire.role import Role


@dataclass(frozen=True, slots=True)
class WorkerDialer:
    """Dials the daemon here; it never starts one, for a worker without a daemon has nothing to do."""

    place: Place
    name: str

    @property
    def where(self) -> str:
        return f"the daemon of the instance {self.place.instance}"

    def without_autostart(self) -> Self:
        return self

    def dial(self) -> Line:
        line = LocalDialer(self.place, autostart=False).dial()
        line.socket.sendall(preamble.write(Pin(self.name, Role.WORKER)))
        return line
