"""Events from a thread, delivered to the UI in batches: a burst of thousands costs a few repaints."""

import asyncio
import contextlib
import threading
from collections.abc import Callable

from daemon.wire.event import Event

BATCH_SECONDS = 0.25
SETTLE_SECONDS = 0.02  # the events of one act arrive together

Deliver = Callable[[tuple[Event, ...]], None]


class EventBatches:
    """Collects events from any thread and calls `deliver` in the event loop, at most four times a second."""

    def __init__(self, deliver: Deliver) -> None:
        self._deliver_batch = deliver
        self._loop = asyncio.get_running_loop()
        self._lock = threading.Lock()
        self._events: list[Event] = []
        self._last_delivery = 0.0

    def add(self, event: Event) -> None:
        """Add an event; called from the thread that follows the journal."""
        with self._lock:
            self._events.append(event)
            is_first = len(self._events) == 1
        if is_first:
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody is waiting any more
                self._loop.call_soon_threadsafe(self._schedule)

    def _schedule(self) -> None:
        now = self._loop.time()
        self._loop.call_at(max(now + SETTLE_SECONDS, self._last_delivery + BATCH_SECONDS), self._deliver)

    def _deliver(self) -> None:
        self._last_delivery = self._loop.time()
        with self._lock:
            events, self._events = self._events, []
        self._deliver_batch(tuple(events))
