"""The event stream over a real store: complete, in order, bounded, with resets for gaps."""

import asyncio
import re
from contextlib import aclosing, closing

import pytest

from daemon.server.http.journal_feed import JournalFeed
from store.core import journal
from tests.plugins.new_database import open_new_database


@pytest.fixture
def opened(tmp_path):
    with closing(open_new_database(tmp_path / "specdeck.db")) as opened:
        yield opened


def happen(opened, count: int) -> None:
    with opened.write() as tx:
        for _ in range(count):
            journal.append(tx, "test.happened", "subject", {})


def ids(frames: bytes) -> list[int]:
    return [int(number) for number in re.findall(rb"id: (\d+)\ndata: {\"seq", frames)]


async def read(feed: JournalFeed, after: int | None, count: int) -> list[int]:
    found: list[int] = []
    async with asyncio.timeout(20), aclosing(feed.follow(after)) as frames:
        async for piece in frames:
            found += ids(piece)
            if len(found) >= count:
                break
    return found


async def test_a_follower_behind_the_ring_reads_from_the_store(opened):
    feed = JournalFeed(opened, ring=16)
    async with asyncio.timeout(20), aclosing(feed.follow(None)) as frames:
        opening = await anext(frames)
        assert b"event: hello" in opening
        await asyncio.to_thread(happen, opened, 300)
        found = []
        while len(found) < 300:
            found += ids(await anext(frames))
    assert found == list(range(1, 301))


async def test_many_followers_receive_every_event_once(opened):
    feed = JournalFeed(opened, ring=64)
    readers = [asyncio.create_task(read(feed, 0, 200)) for _ in range(5)]
    for _ in range(20):
        await asyncio.to_thread(happen, opened, 10)
    assert await asyncio.gather(*readers) == [list(range(1, 201))] * 5


@pytest.mark.parametrize(("after", "reason"), [(51, b"not in this journal"), (0, b"too much has happened")])
async def test_a_gap_that_cannot_be_filled_resets_the_stream(opened, after, reason):
    happen(opened, 50)
    async with aclosing(JournalFeed(opened, max_behind=20).follow(after)) as frames:
        opening = await anext(frames)
    assert opening.startswith(b"id: 50\nevent: reset\n")
    assert reason in opening


async def test_a_gap_that_can_be_filled_is_filled(opened):
    happen(opened, 50)
    assert await read(JournalFeed(opened, max_behind=20), 30, 20) == list(range(31, 51))


async def test_an_idle_stream_sends_heartbeats(opened):
    async with asyncio.timeout(10), aclosing(JournalFeed(opened, heartbeat=0.01).follow(None)) as frames:
        await anext(frames)
        assert await anext(frames) == b": still here\n\n"


async def test_closing_the_feed_ends_every_follower(opened):
    feed = JournalFeed(opened)
    readers = [asyncio.create_task(read(feed, None, 1)) for _ in range(3)]
    await asyncio.sleep(0)
    feed.close()
    assert await asyncio.gather(*readers) == [[], [], []]


async def test_a_follower_ahead_of_the_ring_is_not_reset(opened):
    feed = JournalFeed(opened)
    happen(opened, 3)  # on the loop's own thread: the feed has not heard of it yet
    assert feed.tail == 0
    for after in (None, 3):
        async with aclosing(feed.follow(after)) as frames:
            assert (await anext(frames)).startswith(b"id: 3\nevent: hello\n")
