"""The two ways to a client that whoever opens the deck hands to it."""

from collections.abc import Callable
from dataclasses import dataclass

from daemon.client import Client


@dataclass(frozen=True, slots=True)
class ClientFactories:
    """`start` wakes the daemon where none runs, `knock` leaves one that was stopped alone.

    `options` are those with which a command in a shell reaches the same daemon.
    """

    start: Callable[[], Client]
    knock: Callable[[], Client]
    options: tuple[str, ...] = ()
