"""Events from a thread, handed to the UI in bundles: a burst of thousands is a few repaints, not thousands."""

import asyncio
import contextlib
import threading
from collections.abc import Callable

from daemon.wire.event import Event

BATCH_SECONDS = 0.25
SETTLE_SECONDS = 0.02  # what belongs to one act arrives together

Deliver = Callable[[tuple[Event, ...]], None]


class EventBatches:
    """Collects events of any thread, and calls `hand` in the loop at most four times a second."""

    def __init__(self, hand: Deliver) -> None:
        self._hand = hand
        self._loop = asyncio.get_running_loop()
        self._lock = threading.Lock()
        self._events: list[Event] = []
        self._last = 0.0

    def add(self, event: Event) -> None:
        """Take one more; called from the thread that follows the events."""
        with self._lock:
            self._events.append(event)
            first = len(self._events) == 1
        if first:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody wants to know any more
                self._loop.call_soon_threadsafe(self._plan)

    def _plan(self) -> None:
        self._loop.call_at(max(self._loop.time() + SETTLE_SECONDS, self._last + BATCH_SECONDS), self._give)

    def _give(self) -> None:
        self._last = self._loop.time()
        with self._lock:
            events, self._events = self._events, []
        self._hand(tuple(events))
