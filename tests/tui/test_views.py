"""Saved views in the inbox: kept under a name, shown by a digit, forgotten."""

import pytest
from textual.widgets import Input

from daemon.wire.inbox import SavedView
from daemon.wire.role import Role
from tests.plugins.snapshot import text_of
from tests.tui.conftest import commanded, deck, press
from tui.actions import actions_of


@pytest.fixture
def carol(demo):
    """Somebody with no view, before and after."""
    yield "carol"
    with demo.client_as(Role.ADMIN, "carol") as client:
        for view in client.inbox.views("erp").items:
            client.inbox.forget_view("erp", view.name)


def kept(demo, who):
    with demo.client_as(Role.ADMIN, who) as client:
        return client.inbox.views("erp").items


async def test_what_is_shown_is_kept_under_a_name_and_has_a_key(demo, carol):
    async with deck(demo, name=carol) as pilot:
        await commanded(pilot, "filter schema = billing")
        await commanded(pilot, "order name")
        await press(pilot, "w", *"bills", "enter")
        assert "1 bills" in text_of(pilot.app)
        assert kept(demo, carol) == (SavedView("bills", "schema = billing", "name"),)


async def test_a_view_that_would_be_replaced_is_told_of_while_its_name_is_typed(demo, carol):
    async with deck(demo, name=carol) as pilot:
        await commanded(pilot, "save_view all")
        await press(pilot, "w", *"all")
        assert "it is replaced" in text_of(pilot.app)
        pilot.app.screen.query_one(Input).value = "alle"
        await pilot.pause()
        assert "it is replaced" not in text_of(pilot.app)


async def test_the_view_that_is_shown_is_forgotten(demo, carol):
    async with deck(demo, name=carol) as pilot:
        await commanded(pilot, "save_view all")
        assert actions_of(pilot.app.screen)["inbox.forget_view"].enabled
        await press(pilot, "W")
        assert kept(demo, carol) == ()
        assert not actions_of(pilot.app.screen)["inbox.forget_view"].enabled


async def test_a_name_that_cannot_be_is_refused(demo, carol):
    async with deck(demo, name=carol) as pilot:
        await commanded(pilot, "save_view " + "x" * 61)
        assert "cannot be kept" in text_of(pilot.app)
        assert kept(demo, carol) == ()
