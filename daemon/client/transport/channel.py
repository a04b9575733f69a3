"""A byte channel to the daemon, and the protocol of what opens one."""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, Self


def _nothing() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Channel:
    """A connected socket; `complaint` returns what the program behind it wrote to stderr."""

    socket: socket.socket
    complaint: Callable[[], str] = _nothing


class Dialer(Protocol):
    """A way to reach one daemon."""

    @property
    def where(self) -> str:
        """The name of the other end, for messages."""
        ...

    @property
    def options(self) -> str:
        """What to add to a command so that it reaches the same daemon."""
        ...

    def dial(self) -> Channel:
        """Return a new connection, or raise an UnreachableError with the reason."""
        ...

    def without_autostart(self) -> Self:
        """Return a dialer that does not start a stopped daemon."""
        ...
