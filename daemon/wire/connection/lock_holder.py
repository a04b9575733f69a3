"""Who holds an instance: what the lock file says, for a client that does not find the socket where it looks."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LockHolder:
    """The daemon's process and the socket it listens on."""

    pid: int
    socket: str
