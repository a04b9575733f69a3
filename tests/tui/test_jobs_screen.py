"""The jobs: lanes, what runs and waits, and what failed for good."""

from tests.tui.conftest import deck, press


async def test_it_looks_as_it_was_looked_at(demo, snapshot, size):
    async with deck(demo, size) as pilot:
        await press(pilot, "J")
        snapshot(pilot.app)
