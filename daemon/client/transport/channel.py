"""A connection to the daemon before HTTP is spoken on it, and the ways to get one."""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, Self


def _nothing() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Channel:
    """`complaint` is what the program that carries the line said on stderr."""

    socket: socket.socket
    complaint: Callable[[], str] = _nothing


class Dialer(Protocol):
    """A way to reach one daemon."""

    @property
    def where(self) -> str:
        """What to call the other end in a message."""
        ...

    def dial(self) -> Channel:
        """A new connection, or an UnreachableError that says why not."""
        ...

    def without_autostart(self) -> Self:
        """The same way, for who must not wake a daemon that was stopped."""
        ...
