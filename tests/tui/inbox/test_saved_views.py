"""Saved views in the inbox: saved under a name, shown by a digit, deleted."""

import pytest
from textual.widgets import Input

from daemon.wire.inbox import SavedView
from daemon.wire.role import Role
from tests.plugins.snapshot import text_of
from tests.tui.conftest import commanded, deck, press
from tui.commands.actions import screen_actions


@pytest.fixture
def carol(demo):
    """Somebody with no view, before and after."""
    yield "carol"
    with demo.client_as(Role.ADMIN, "carol") as client:
        for view in client.inbox.views("erp").items:
            client.inbox.delete_view("erp", view.name)


def kept(demo, who):
    with demo.client_as(Role.ADMIN, who) as client:
        return client.inbox.views("erp").items


async def test_a_saved_query_gets_a_name_and_a_key(demo, carol):
    async with deck(demo, name=carol) as pilot:
        await commanded(pilot, "filter schema = billing")
        await commanded(pilot, "order name")
        await press(pilot, "w", *"bills", "enter")
        assert "1 bills" in text_of(pilot.app)
        assert kept(demo, carol) == (SavedView("bills", "schema = billing", "name"),)


async def test_replacing_a_view_is_announced_while_its_name_is_typed(demo, carol):
    async with deck(demo, name=carol) as pilot:
        await commanded(pilot, "save_view all")
        await press(pilot, "w", *"all")
        assert "Replaces your view" in text_of(pilot.app)
        pilot.app.screen.query_one(Input).value = "alle"
        await pilot.pause()
        assert "Replaces your view" not in text_of(pilot.app)


async def test_the_view_that_is_shown_is_forgotten(demo, carol):
    async with deck(demo, name=carol) as pilot:
        await commanded(pilot, "save_view all")
        assert screen_actions(pilot.app.screen)["inbox.delete_view"].enabled
        await press(pilot, "W")
        assert kept(demo, carol) == ()
        assert not screen_actions(pilot.app.screen)["inbox.delete_view"].enabled


async def test_a_name_that_cannot_be_is_refused(demo, carol):
    async with deck(demo, name=carol) as pilot:
        await commanded(pilot, "save_view " + "x" * 61)
        assert "cannot be saved" in text_of(pilot.app)
        assert kept(demo, carol) == ()


async def test_a_digit_without_a_view_explains_how_to_save_one(demo, carol):
    async with deck(demo, name=carol) as pilot:
        await commanded(pilot, "save_view all")
        await press(pilot, "2")
        assert "No view 2 yet: w saves the current query" in text_of(pilot.app)
        await press(pilot, "1")
        assert "No view 1" not in text_of(pilot.app)


async def test_the_view_that_is_shown_gets_another_name(demo, carol):
    async with deck(demo, name=carol) as pilot:
        await commanded(pilot, "save_view all")
        await press(pilot, "N", *"together", "enter")
        assert kept(demo, carol) == (SavedView("together", "open", ""),)
        assert "1 together" in text_of(pilot.app)
        await commanded(pilot, "rename_view everything")
        assert kept(demo, carol) == (SavedView("everything", "open", ""),)


async def test_a_name_that_another_view_has_is_not_given_away(demo, carol):
    async with deck(demo, name=carol) as pilot:
        await commanded(pilot, "save_view all")
        await commanded(pilot, "filter kind = table")
        await commanded(pilot, "save_view tables")
        await press(pilot, "N")
        pilot.app.screen.query_one(Input).value = "all"
        await press(pilot, "enter")
        assert "Another view of yours has this name." in text_of(pilot.app)
        assert [view.name for view in kept(demo, carol)] == ["all", "tables"]


async def test_a_view_that_was_kept_elsewhere_meanwhile_is_not_replaced_unseen(demo, carol):
    async with deck(demo, name=carol) as pilot:
        with demo.client_as(Role.ADMIN, carol) as client:
            client.inbox.save_view("erp", SavedView("mine", "kind = view", ""))
        await commanded(pilot, "save_view mine")
        assert "Your view mine was added since you looked." in text_of(pilot.app)
        assert "1 mine" in text_of(pilot.app)
        assert kept(demo, carol) == (SavedView("mine", "kind = view", ""),)
        await commanded(pilot, "save_view mine")
        assert kept(demo, carol) == (SavedView("mine", "open", ""),)
