"""Fair turns at a scarce resource: a few at a time, at most one per person, everybody in turn."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from daemon.server.errors import ServerError

MAX_WAITING = 32


class TooManyChecksError(ServerError):
    """A person has too many checks waiting."""

    code = "check.too_many"
    status = 503


class FairQueue:
    """Belongs to the event loop. Frequent callers queue behind infrequent ones."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._busy: set[str] = set()
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}

    @asynccontextmanager
    async def turn(self, who: str) -> AsyncIterator[None]:
        """Wait for a turn, and hold it."""
        await self._acquire(who)
        try:
            yield
        finally:
            self._release(who)

    async def _acquire(self, who: str) -> None:
        waiting = self._waiting.setdefault(who, deque())
        if len(waiting) >= MAX_WAITING:
            raise TooManyChecksError(
                f"You have {MAX_WAITING} texts waiting to be checked.", "Wait until they are checked."
            )
        turn = asyncio.get_running_loop().create_future()
        waiting.append(turn)
        self._grant_free()
        try:
            await asyncio.shield(turn)
        except asyncio.CancelledError:
            if turn.done():
                self._release(who)
            else:
                waiting.remove(turn)
            raise

    def _release(self, who: str) -> None:
        """Move a person who had a turn to the end of the queue."""
        if who in self._waiting:
            self._waiting[who] = self._waiting.pop(who)
        self._busy.discard(who)
        self._free += 1
        self._grant_free()

    def _grant_free(self) -> None:
        """Give free turns to those who have waited longest and hold none."""
        for who in list(self._waiting):
            turns = self._waiting[who]
            if self._free and turns and who not in self._busy:
                self._busy.add(who)
                self._free -= 1
                turns.popleft().set_result(None)
        self._waiting = {who: turns for who, turns in self._waiting.items() if turns}
