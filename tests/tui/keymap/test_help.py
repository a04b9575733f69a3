"""`?` lists every action of the screen, and why some are unavailable."""

import pytest
from textual.widgets import OptionList

from daemon.wire.role import Role
from tests.tui.conftest import commanded, deck, press
from tui.help.help_screen import HelpScreen
from tui.keymap.scenes import scene_bindings, screen_scene
from tui.screen_registry import BY_NAME
from tui.widgets.footer import Footer

PLACES = {"I": "inbox", "J": "jobs", "P": "projects", "L": "journal"}


def help_text(pilot):
    assert isinstance(pilot.app.screen, HelpScreen)
    listed = pilot.app.screen.query_one(OptionList)
    return "\n".join(str(option.prompt) for option in listed.options)


def footer(pilot):
    return str(pilot.app.screen.query_one(Footer).render())


@pytest.mark.parametrize("key", PLACES)
async def test_every_key_of_a_screen_is_in_its_help(demo, key):
    name = PLACES[key]
    async with deck(demo) as pilot:
        await press(pilot, key, "question_mark")
        told = help_text(pilot)
        scene = screen_scene(BY_NAME[name])
        # a view that is not saved has no key yet, and a list that comes page by page has the order of its pages
        absent = ("inbox.view_", "rows.sort")
        titles = {each.description for each in scene_bindings(scene) if not (each.id or "").startswith(absent)}
        assert {title for title in titles if title not in told} == set()


async def test_every_key_of_the_deck_is_in_its_help(demo):
    async with deck(demo) as pilot:
        await press(pilot, "enter", "question_mark")
        told = help_text(pilot)
        scene = screen_scene(BY_NAME["review"])
        assert {each.description for each in scene_bindings(scene) if each.description not in told} == set()


async def test_help_shows_why_a_key_does_nothing(demo):
    async with deck(demo, role=Role.VIEWER, name="victor") as pilot:
        await press(pilot, "question_mark")
        line = next(line for line in help_text(pilot).splitlines() if " approve" in line)
        assert "✗ Not for a viewer" in line


async def test_help_is_there_in_a_dialog_too(demo):
    async with deck(demo) as pilot:
        await press(pilot, "r", "question_mark")
        assert "send back" in help_text(pilot)


async def test_any_way_out_closes_help(demo):
    async with deck(demo) as pilot:
        await press(pilot, "question_mark", "escape")
        assert not isinstance(pilot.app.screen, HelpScreen)


async def test_help_has_the_keys_as_they_are_mapped_now(demo):
    async with deck(demo) as pilot:
        pilot.app.set_keymap({"inbox.reject": "x"})
        await press(pilot, "question_mark")
        assert next(line for line in help_text(pilot).splitlines() if line.endswith(" reject")).split() == [
            "x",
            "reject",
        ]


async def test_the_footer_has_no_key_that_does_nothing(demo):
    async with deck(demo, role=Role.VIEWER, name="victor") as pilot:
        assert ("approve" in footer(pilot), "? help" in footer(pilot)) == (False, True)


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 10)])
async def test_the_footer_fits_and_help_is_always_on_it(demo, size):
    async with deck(demo, size) as pilot:
        assert (len(footer(pilot)) <= size[0] - 2, footer(pilot).endswith("? help")) == (True, True)


async def test_the_footer_is_repainted_only_when_it_changes(demo):
    async with deck(demo) as pilot:
        await press(pilot, "j", "k")
        painted = []
        line = pilot.app.screen.query_one(Footer)
        line.refresh = lambda *_, **__: painted.append(1)
        await press(pilot, "j", "k")
        pilot.app.screen.refresh_bindings()
        await pilot.pause()
        assert painted == []


async def test_a_key_on_the_footer_can_be_clicked(demo):
    async with deck(demo) as pilot:
        place = footer(pilot).index("? help")
        await pilot.click(Footer, offset=(place + 2, 0))
        await press(pilot)
        assert isinstance(pilot.app.screen, HelpScreen)


async def test_the_command_line_reports_an_unavailable_action(demo):
    async with deck(demo, role=Role.VIEWER, name="victor") as pilot:
        await commanded(pilot, "approve")
        assert "? shows why" in next(iter(pilot.app._notifications)).message


async def test_help_is_searched_and_runs_what_it_lists(demo):
    async with deck(demo) as pilot:
        await press(pilot, "question_mark", "slash", *"journal", "enter")
        assert [line.strip() for line in help_text(pilot).splitlines()] == ["Everywhere", "L               Journal"]
        await press(pilot, "enter")
        assert pilot.app.screen.NAME == "journal"
