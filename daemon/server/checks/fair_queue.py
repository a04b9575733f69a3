"""Turns at something scarce: a few at a time, one for each person, everybody in turn."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from daemon.server.errors import ServerError

MAX_WAITING = 32


class TooManyChecksError(ServerError):
    """One person asks for more than they can get in a sensible time."""

    code = "check.too_many"
    status = 503


class FairQueue:
    """Belongs to the event loop; whoever asks often waits behind whoever asks seldom."""

    def __init__(self, at_once: int) -> None:
        self._free = at_once
        self._busy: set[str] = set()
        self._waiting: dict[str, deque[asyncio.Future[None]]] = {}

    @asynccontextmanager
    async def taken(self, who: str) -> AsyncIterator[None]:
        """One turn, when it comes."""
        await self._come(who)
        try:
            yield
        finally:
            self._leave(who)

    async def _come(self, who: str) -> None:
        waiting = self._waiting.setdefault(who, deque())
        if len(waiting) >= MAX_WAITING:
            raise TooManyChecksError(f"You have {MAX_WAITING} texts waiting to be checked.", "Wait for their answers.")
        turn = asyncio.get_running_loop().create_future()
        waiting.append(turn)
        self._give()
        try:
            await asyncio.shield(turn)
        except asyncio.CancelledError:
            if turn.done():
                self._leave(who)
            else:
                waiting.remove(turn)
            raise

    def _leave(self, who: str) -> None:
        """Whoever had a turn goes to the end of the line with what else they wait for."""
        if who in self._waiting:
            self._waiting[who] = self._waiting.pop(who)
        self._busy.discard(who)
        self._free += 1
        self._give()

    def _give(self) -> None:
        """Give what is free to those who wait longest and have none."""
        for who in list(self._waiting):
            turns = self._waiting[who]
            if self._free and turns and who not in self._busy:
                self._busy.add(who)
                self._free -= 1
                turns.popleft().set_result(None)
        self._waiting = {who: turns for who, turns in self._waiting.items() if turns}
