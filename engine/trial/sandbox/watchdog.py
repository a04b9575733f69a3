"""End calls that outlive their deadline, from outside the server process that runs them.

A function can catch `query_canceled`, and some loops in C never look for an interrupt, so a deadline has steps: cancel,
terminate, kill the process, and at last give up the whole server.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count

STEPS = ("cancel", "terminate", "kill", "give_up")
SECONDS_BETWEEN_LOOKS = 0.05


@dataclass
class _Deadline:
    backend: int
    at: float
    step: int = 0


class Watchdog:
    """A thread that calls `act(step, backend)` for each step that is due."""

    def __init__(self, act: Callable[[str, int], None], grace_seconds: float) -> None:
        self._act = act
        self._grace = grace_seconds
        self._deadlines: dict[int, _Deadline] = {}
        self._numbers = count()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="trial-watchdog", daemon=True)
        self._thread.start()

    @contextmanager
    def deadline(self, backend: int, seconds: float) -> Iterator[None]:
        """Bound the time of what a server process does inside."""
        number = next(self._numbers)
        self._deadlines[number] = _Deadline(backend, time.monotonic() + seconds)
        try:
            yield
        finally:
            del self._deadlines[number]

    def stop(self) -> None:
        """End the thread."""
        self._stopped.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stopped.wait(SECONDS_BETWEEN_LOOKS):
            now = time.monotonic()
            for each in list(self._deadlines.values()):
                if now >= each.at and each.step < len(STEPS):
                    self._act(STEPS[each.step], each.backend)
                    each.step, each.at = each.step + 1, now + self._grace
