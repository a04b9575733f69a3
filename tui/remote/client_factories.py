"""The two ways to connect that the caller of the deck provides."""

from collections.abc import Callable
from dataclasses import dataclass

from daemon.client import Client


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class ClientFactories:
    """`start` starts the daemon if none is running; `connect` leaves a stopped daemon stopped.

    `was_killed` says whether a daemon that is gone should be started again: nobody stopped it. `options` are the
    command line options that reach the same daemon, and `place` is its machine and instance as people know them.
    """

    start: Callable[[], Client]
    connect: Callable[[], Client]
    options: tuple[str, ...] = ()
    was_killed: Callable[[], bool] = _never
    place: str = ""
