"""The journal: every event, the newest first."""

import pytest

from tests.plugins.snapshot import text_of
from tests.tui.conftest import commanded, deck, press, until
from tui.lists.row_list import RowList


@pytest.fixture
def small(daemon, tmp_path):
    """A daemon whose journal is short, and the same each time."""
    with daemon.client() as client:
        client.jobs.pause("all")
        client.projects.add("one", [str(tmp_path)])
        client.projects.add("two", [str(tmp_path)])
    return daemon


async def test_it_looks_as_it_was_looked_at(small, snapshot):
    async with deck(small) as pilot:
        await press(pilot, "L")
        snapshot(pilot.app)


async def test_what_happens_appears_by_itself(small, tmp_path):
    async with deck(small) as pilot:
        await press(pilot, "L")
        with small.client() as client:
            client.projects.add("three", [str(tmp_path)])
        await until(pilot, lambda: "added the project three" in text_of(pilot.app))


async def test_words_find_events_and_enter_shows_one_whole(small):
    async with deck(small) as pilot:
        await press(pilot, "L")
        await commanded(pilot, "filter paused all")
        rows = pilot.app.screen.query_one(RowList)
        assert (rows.total, rows.current.event.type) == (1, "jobs.paused")
        await press(pilot, "enter")
        assert "number" in text_of(pilot.app)
        await press(pilot, "escape", "escape")
        assert rows.total > 1
