"""The two ways to connect that the caller of the deck provides."""

from collections.abc import Callable
from dataclasses import dataclass

from daemon.client import Client


@dataclass(frozen=True, slots=True)
class ClientFactories:
    """`start` starts the daemon if none is running; `connect` leaves a stopped daemon stopped.

    `options` are the command line options that reach the same daemon.
    """

    start: Callable[[], Client]
    connect: Callable[[], Client]
    options: tuple[str, ...] = ()
