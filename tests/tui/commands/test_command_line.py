"""The `:` line and the ctrl+p palette: every action, by its id, with the shell command that does the same."""

import pytest
from textual.binding import Binding
from textual.widgets import Input, OptionList

from tests.plugins.snapshot import text_of
from tests.tui.conftest import commanded, deck, press
from tui.commands.actions import screen_actions
from tui.screen_registry import SCREENS


async def test_a_command_runs_an_action_by_its_id_or_the_end_of_it(demo):
    async with deck(demo) as pilot:
        await commanded(pilot, "go.jobs")
        assert pilot.app.screen.NAME == "jobs"
        await commanded(pilot, "journal")
        assert pilot.app.screen.NAME == "journal"


async def test_words_go_to_the_action(demo):
    async with deck(demo) as pilot:
        await commanded(pilot, "filter schema = hr")
        assert pilot.app.screen.query_shown.where == "schema = hr"


async def test_an_unknown_action_is_answered_with_the_nearest(demo):
    async with deck(demo) as pilot:
        await commanded(pilot, "filtr")
        assert "Did you mean :inbox.filter?" in text_of(pilot.app)


async def test_an_action_without_an_argument_rejects_one(demo):
    async with deck(demo) as pilot:
        await commanded(pilot, "quit now")
        assert "app.quit takes no argument." in text_of(pilot.app)


async def test_the_history_comes_back_and_an_id_is_completed(demo):
    async with deck(demo) as pilot:
        await commanded(pilot, "order name")
        await pilot.press("colon", "up")
        line = pilot.app.screen.query_one(Input)
        assert line.value == "order name"
        await pilot.press("down", *"fil")
        await pilot.pause()
        await pilot.press("tab")
        assert line.value == "filter"


@pytest.mark.parametrize("name", [place.name for place in SCREENS if place.key])
async def test_every_binding_of_a_screen_is_an_action_with_an_id_and_a_title(demo, name):
    async with deck(demo) as pilot:
        await commanded(pilot, f"go.{name}")
        nodes = [pilot.app, pilot.app.screen, *pilot.app.screen.walk_children()]
        declared = {binding for node in nodes for binding in _declared(type(node))}
        assert [binding for binding in declared if not binding.id or not binding.description] == []


async def test_the_palette_shows_keys_and_commands_and_runs_what_is_chosen(demo, snapshot):
    async with deck(demo, (120, 30)) as pilot:
        await pilot.press("ctrl+p", *"review list")
        await pilot.pause()
        snapshot(pilot.app)
        pilot.app.screen.query_one(Input).value = ""
        await pilot.press(*"jobs list")
        await pilot.pause()
        assert pilot.app.screen.query_one(OptionList).option_count == 1
        await press(pilot, "enter")
        assert pilot.app.screen.NAME == "jobs"


async def test_a_command_is_shown_with_the_unit_under_the_cursor(demo):
    async with deck(demo) as pilot:
        await commanded(pilot, "filter name = billing.tax_rate and kind = table")
        unit = pilot.app.screen.query_one("RowList").current.id
        assert screen_actions(pilot.app.screen)["rows.open"].shell == f"specdeck review show {unit}"


def _declared(kind: type) -> list[Binding]:
    """The bindings that our own classes declare, not those that Textual's bring."""
    ours = [each for each in kind.__mro__ if each.__module__.startswith("tui.")]
    return [binding for each in ours for binding in each.__dict__.get("BINDINGS", ())]
