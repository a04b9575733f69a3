"""`q` leaves the view, and the deck only when it is pressed twice."""

from tests.plugins.snapshot import text_of
from tests.tui.conftest import deck, press


async def test_q_goes_from_a_unit_back_to_the_list(demo):
    async with deck(demo) as pilot:
        await press(pilot, "enter", "q")
        assert pilot.app.screen.NAME == "inbox"
        assert pilot.app.is_running


async def test_q_asks_before_it_leaves_the_deck(demo):
    async with deck(demo) as pilot:
        await press(pilot, "q")
        assert "Press the key again to leave the deck." in text_of(pilot.app)
        assert not pilot.app._exit
        await pilot.press("q")
        assert pilot.app._exit


async def test_ctrl_q_leaves_at_once(demo):
    async with deck(demo) as pilot:
        await press(pilot, "enter")
        await pilot.press("ctrl+q")
        assert pilot.app._exit


async def test_the_key_of_the_inbox_goes_from_a_unit_back_to_the_list(demo):
    async with deck(demo) as pilot:
        await press(pilot, "enter", "I")
        assert pilot.app.screen.NAME == "inbox"


async def test_a_unit_that_is_open_is_left_with_its_project(demo, tmp_path):
    with demo.client() as client:
        client.projects.add("other", [str(tmp_path)])
    async with deck(demo) as pilot:
        await press(pilot, "enter", "P", "j", "enter")
        assert (pilot.app.project, pilot.app.screen.NAME) == ("other", "inbox")
        await press(pilot, "F")
        assert "No findings." in text_of(pilot.app)
