"""A lock that its waiters get in the order in which they came.

A thread that takes a plain lock again and again leaves others waiting, for it is the one that runs when it lets go.
"""

import threading
from collections import deque
from types import TracebackType


class FairLock:
    """First come, first served."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._is_held = False
        self._waiting: deque[threading.Lock] = deque()

    def acquire(self) -> None:
        """Take the lock, after everybody who waits for it already."""
        with self._guard:
            if not self._is_held:
                self._is_held = True
                return
            turn = threading.Lock()
            turn.acquire()
            self._waiting.append(turn)
        turn.acquire()  # the release of the lock passes it on by this

    def is_awaited(self) -> bool:
        """Whether anybody waits for the lock."""
        return bool(self._waiting)

    def release(self) -> None:
        """Pass the lock to the one who waited longest."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._is_held = False

    def __enter__(self) -> None:
        self.acquire()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()
