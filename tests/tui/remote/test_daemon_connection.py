"""The connection to the daemon: the UI never blocks on it, and shows when it is lost."""

import asyncio
import threading
from functools import partial
from itertools import pairwise

import pytest

from daemon.client.errors import UnreachableError
from daemon.client.process import lifecycle
from daemon.wire.event import Event
from daemon.wire.role import Role
from tests.plugins.snapshot import text_of
from tests.tui.conftest import deck, press, settled, until
from tui.remote.event_batches import BATCH_SECONDS, EventBatches
from tui.remote.request_threads import MAX_THREADS, RequestThreads


class Nobody:
    """A client that is only counted."""

    def close(self) -> None:
        pass


async def test_requests_run_in_parallel_each_with_its_own_client():
    gate, used = threading.Barrier(MAX_THREADS), set()

    def question(client):
        used.add(client)
        gate.wait(10)  # passes only if all of them are here at once

    asking = RequestThreads(Nobody(), Nobody)
    await asyncio.gather(*(asking.ask(question) for _ in range(MAX_THREADS)))
    assert len(used) == MAX_THREADS


async def test_an_error_is_raised_to_the_caller():
    def refuse(_):
        raise UnreachableError("Nobody answers.")

    with pytest.raises(UnreachableError):
        await RequestThreads(Nobody(), Nobody).ask(refuse)


async def test_a_burst_of_events_arrives_in_few_batches():
    bundles, all_there = [], asyncio.Event()

    def hand(events):
        bundles.append((asyncio.get_running_loop().time(), len(events)))
        if sum(count for _, count in bundles) == 3_000:
            all_there.set()

    bundle = EventBatches(hand)
    event = Event(1, "", "", "", "", {})
    threading.Thread(target=lambda: [bundle.add(event) for _ in range(3_000)]).start()
    await asyncio.wait_for(all_there.wait(), 20)
    times = [at for at, _ in bundles]
    assert all(after - before >= BATCH_SECONDS * 0.99 for before, after in pairwise(times))


async def test_the_loss_of_the_daemon_is_shown_and_the_screen_stays(demo):
    async with deck(demo) as pilot:
        await press(pilot, "L", "j", "j")
        seen = pilot.app.screen.query_one("RowList").current
        demo.kill()
        await until(pilot, lambda: pilot.app.outage)
        assert "The daemon is away." in text_of(pilot.app)
        demo.start()
        await until(pilot, lambda: not pilot.app.outage)
        await settled(pilot)
        assert pilot.app.screen.query_one("RowList").current == seen
        assert "away" not in text_of(pilot.app)


async def test_a_killed_daemon_is_started_again_by_the_deck(demo):
    was_killed = partial(lifecycle.was_killed, demo.place.instance)
    async with deck(demo, was_killed=was_killed) as pilot:
        former = demo.pid
        demo.kill()
        await until(pilot, lambda: "The daemon ended unexpectedly." in pilot.app.outage)
        await until(pilot, lambda: not pilot.app.outage)
        assert demo.pid != former


async def test_a_stopped_daemon_stays_stopped(demo):
    was_killed = partial(lifecycle.was_killed, demo.place.instance)
    async with deck(demo, was_killed=was_killed) as pilot:
        lifecycle.stop(demo.place.instance)
        await until(pilot, lambda: pilot.app.outage)
        assert not was_killed()
        demo.start()
        await until(pilot, lambda: not pilot.app.outage)


async def test_what_is_asked_while_it_is_away_is_refused_at_once(demo):
    async with deck(demo) as pilot:
        demo.kill()
        await until(pilot, lambda: pilot.app.outage)
        with pytest.raises(UnreachableError):
            await pilot.app.connection.ask(lambda client: client.hello())
        demo.start()


async def test_a_decision_while_the_daemon_is_away_is_reported_as_not_made(demo):
    async with deck(demo, role=Role.OWNER) as pilot:
        demo.kill()
        await until(pilot, lambda: pilot.app.outage)
        await press(pilot, "s")
        assert "Nothing was changed" in text_of(pilot.app)
        demo.start()


async def test_a_daemon_that_was_stopped_is_not_woken_by_what_is_asked_at_that_moment(daemon):
    async with deck(daemon) as pilot:
        lifecycle.stop(daemon.place.instance)  # in this thread: the deck has not heard of it yet
        with pytest.raises(UnreachableError):
            await pilot.app.connection.ask(lambda client: client.hello())
        assert lifecycle.status(daemon.place.instance) is None
