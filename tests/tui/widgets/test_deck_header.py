"""The first line: screens that open by a click, and where one is."""

import pytest

from tests.tui.conftest import deck, press, settled
from tui.widgets.deck_header import DeckHeader


def line_of(pilot) -> str:
    return str(pilot.app.screen.query_one(DeckHeader).render())


@pytest.mark.parametrize("width", [80, 120])
async def test_it_names_machine_instance_and_project(demo, width):
    async with deck(demo, (width, 24), place="box/demo") as pilot:
        assert "box/demo · erp · " in line_of(pilot)


async def test_the_project_stays_where_nothing_else_fits(demo):
    async with deck(demo, (40, 24), place="a-machine-with-a-long-name/demo") as pilot:
        assert line_of(pilot).rstrip().endswith("erp")


async def test_a_click_opens_a_screen(demo):
    async with deck(demo) as pilot:
        await pilot.click(DeckHeader, offset=(line_of(pilot).index("Jobs"), 0))
        await settled(pilot)
        assert pilot.app.screen.NAME == "jobs"
        await press(pilot, "I")


async def test_titles_that_do_not_fit_leave_their_keys(demo):
    async with deck(demo, (62, 24), place="a-machine-with-a-long-name") as pilot:
        assert "I Inbox  J  P  L" in line_of(pilot)


async def test_further_screens_are_named_where_there_is_room(demo):
    async with deck(demo, (160, 24)) as pilot:
        assert "L Journal  @ Activity  F Findings" in line_of(pilot)
        await pilot.click(DeckHeader, offset=(line_of(pilot).index("Overview"), 0))
        await settled(pilot)
        assert pilot.app.screen.NAME == "overview"
        await press(pilot, "I")
