"""The tail of the journal, for all its followers.

A follower is only a position in the journal. The newest events are in one ring that all share; a follower that falls
behind the ring reads from the store. So a slow client uses no memory and misses nothing.
"""

import asyncio
import itertools
from collections import deque
from collections.abc import AsyncGenerator

from daemon.server.http import sse
from store import Store
from store.core import journal

RING_SIZE = 2048
BATCH = 256
MAX_BEHIND = 20_000
HEARTBEAT_SECONDS = 15.0


class JournalFeed:
    """Runs on the event loop; the store's writer only notifies it that the journal grew."""

    def __init__(
        self, store: Store, heartbeat: float = HEARTBEAT_SECONDS, ring: int = RING_SIZE, max_behind: int = MAX_BEHIND
    ) -> None:
        self._store = store
        self._heartbeat = heartbeat
        self._max_behind = max_behind
        self._loop = asyncio.get_running_loop()
        self._ring: deque[bytes] = deque(maxlen=ring)
        self._grown = asyncio.Event()
        self._closed = False
        self._filling: asyncio.Task[None] | None = None
        with store.read() as view:
            self.tail = journal.get_tail(view)
        self._newest = self.tail
        store.on_append(self._notify)

    def close(self) -> None:
        """End every follower."""
        self._closed = True
        self._wake()

    async def follow(self, after: int | None) -> AsyncGenerator[bytes]:
        """Yield every event after `after` (None: from now on) as it happens, until the feed closes."""
        place, opening = await self._open(after)
        yield opening
        while not self._closed:
            grown = self._grown
            place, frames = await self._next(place)
            if frames:
                yield frames
            elif not await _within(self._heartbeat, grown):
                yield sse.HEARTBEAT

    async def _open(self, after: int | None) -> tuple[int, bytes]:
        """Return the first position and frame: a hello, or a reset if the client must read everything again."""
        # The journal itself is read: a client that just changed something may be ahead of the ring.
        oldest, tail = await asyncio.to_thread(self._ends)
        if after is None or after == tail:
            return tail, sse.hello_frame(tail)
        if after > tail:
            return tail, sse.reset_frame(tail, "these events are not in this journal")
        if tail - after > self._max_behind or after + 1 < oldest:
            return tail, sse.reset_frame(tail, "too much has happened since")
        return after, sse.hello_frame(after)

    async def _next(self, place: int) -> tuple[int, bytes]:
        if place >= self.tail:
            return place, b""
        behind = self.tail - place
        if behind > len(self._ring):
            return await asyncio.to_thread(self._read, place)
        start = len(self._ring) - behind
        frames = list(itertools.islice(self._ring, start, start + BATCH))
        return place + len(frames), b"".join(frames)

    def _notify(self, tail: int) -> None:
        """Note that the journal grew; the writing thread calls this."""
        if not self._closed:
            self._loop.call_soon_threadsafe(self._grow, tail)

    def _grow(self, tail: int) -> None:
        self._newest = max(self._newest, tail)
        if self._filling is None:
            self._filling = self._loop.create_task(self._fill())

    async def _fill(self) -> None:
        try:
            while self.tail < self._newest and not self._closed:
                frames = await asyncio.to_thread(self._frames, self.tail)
                self._ring.extend(frames)
                self.tail += len(frames)
                self._wake()
        finally:
            self._filling = None

    def _wake(self) -> None:
        self._grown.set()
        self._grown = asyncio.Event()

    def _frames(self, place: int) -> list[bytes]:
        with self._store.read() as view:
            return [sse.event_frame(event) for event in journal.list_after(view, place, BATCH)]

    def _read(self, place: int) -> tuple[int, bytes]:
        frames = self._frames(place)
        return place + len(frames), b"".join(frames)

    def _ends(self) -> tuple[int, int]:
        with self._store.read() as view:
            return journal.get_oldest(view), journal.get_tail(view)


async def _within(seconds: float, event: asyncio.Event) -> bool:
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False
