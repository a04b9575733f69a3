"""The content of the lock file, for clients that do not find the socket at its usual path."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LockHolder:
    """The daemon's process and the socket it listens on."""

    pid: int
    socket: str
