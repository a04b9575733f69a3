"""The jobs: queues, what is running and waiting, and what failed permanently."""

import pytest

from daemon.wire.job import NewJob
from daemon.wire.role import Role
from tests.plugins.snapshot import text_of
from tests.tui.conftest import deck, press, until
from tui.lists.row_list import RowList


def _workers(client, queue):
    return next(each.workers for each in client.jobs.queues().items if each.name == queue)


async def test_it_looks_as_it_was_looked_at(daemon, tmp_path, snapshot, size):
    with daemon.client() as client:
        client.projects.add("one", [str(tmp_path)])
        client.jobs.pause("queue:cpu")
        for subject in ("nothing", "nothing else"):
            client.jobs.order(NewJob("noop", subject))
        client.jobs.cancel(client.jobs.order(NewJob("drill", "unheard of")).id)
        async with deck(daemon, size) as pilot:
            await until(pilot, lambda: _workers(client, "cpu") == 1)
            await press(pilot, "J")
            snapshot(pilot.app)


async def test_a_job_that_failed_shows_why_and_how_to_try_it_again(demo):
    with demo.client() as client:
        job = client.jobs.order(NewJob("drill", "unheard of"))
        async with deck(demo) as pilot:
            await press(pilot, "J")
            await until(pilot, lambda: "Unknown drill" in text_of(pilot.app))
            await press(pilot, "enter")
            assert f"specdeck jobs retry {job.id}" in text_of(pilot.app)
        client.jobs.cancel(job.id)


async def test_the_state_that_is_shown_is_named_and_escape_shows_all_again(demo):
    async with deck(demo) as pilot:
        await press(pilot, "J", "f", "f")
        assert "[▸ running]" in text_of(pilot.app)
        assert "No job is in this state." in text_of(pilot.app)
        await press(pilot, "escape")
        assert "[all]" in text_of(pilot.app)
        assert current(pilot) is not None


async def test_a_queue_is_paused_and_goes_on(demo):
    async with deck(demo) as pilot:
        await press(pilot, "J", "p")
        await until(pilot, lambda: "‖ paused" in text_of(pilot.app))
        await press(pilot, "p")
        await until(pilot, lambda: "‖ paused" not in text_of(pilot.app))


async def test_a_job_that_waits_is_cancelled_and_tried_again(demo):
    with demo.client() as client:
        client.jobs.pause("queue:cpu")
        job = client.jobs.order(NewJob("noop", "nothing"))
        async with deck(demo) as pilot:
            await press(pilot, "J", "x")
            await until(pilot, lambda: current(pilot).state == "cancelled")
            await press(pilot, "R")
            await until(pilot, lambda: current(pilot).state == "ready")
        client.jobs.resume("queue:cpu")
        assert client.jobs.get(job.id).state != "cancelled"


@pytest.mark.parametrize("key", ["R", "x", "p"])
async def test_a_reviewer_cannot_control_jobs(demo, key):
    async with deck(demo, role=Role.REVIEWER) as pilot:
        await press(pilot, "J", key)
        assert "Not for a reviewer" in text_of(pilot.app)
        with demo.client() as client:
            assert client.jobs.queues().paused == ()


def current(pilot):
    return pilot.app.screen.query_one(RowList).current
