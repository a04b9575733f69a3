"""A request that writes in several transactions, so that others get to write in between."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass

from fastapi import Response

from daemon.server.http.write_request import WriteRequest
from store import WriteTransaction

Admit = Callable[[WriteTransaction], str]
"""Check the caller's permission again in a transaction; return their id."""


@dataclass(frozen=True, slots=True)
class LongResult:
    """The reply to a request, and what is left to write in its last transaction."""

    reply: object
    finish: Callable[[WriteTransaction], None]


class KeyLocks:
    """A lock for each key in use."""

    def __init__(self) -> None:
        self._guard = threading.Lock()
        self._locks: dict[str, tuple[threading.Lock, int]] = {}

    @contextmanager
    def holding(self, key: str) -> Iterator[None]:
        """Wait until nobody else holds this key, then hold it."""
        with self._guard:
            lock, users = self._locks.get(key, (threading.Lock(), 0))
            self._locks[key] = lock, users + 1
        try:
            with lock:
                yield
        finally:
            self._leave(key)

    def _leave(self, key: str) -> None:
        with self._guard:
            lock, users = self._locks.pop(key)
            if users > 1:
                self._locks[key] = lock, users - 1


_IN_PROGRESS = KeyLocks()


def apply_long(write: WriteRequest, work: Callable[[Admit], LongResult], body: object) -> Response:
    """Do work that opens transactions itself, and admits its caller in each.

    A request that is repeated meanwhile under the same key waits, and gets the same response.
    """
    with _IN_PROGRESS.holding(f"{write.caller.account} {write.key}") if write.key else nullcontext():
        again = write.repeated(body)
        if again is not None:
            return again
        done = work(write.admit)
        return write.keep(done.reply, body, done.finish)
