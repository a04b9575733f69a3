"""What covers a screen: help, dialogs, the palette, the command line."""

import pytest

from tests.plugins.snapshot import text_of
from tests.tui.conftest import SIZES, deck, press

ORDERED = "name:tb_ and kind=table"  # units whose order no worker decides


@pytest.fixture(params=["80x24", "160x48"])
def size(request):
    return SIZES[request.param]


@pytest.fixture
def inbox(demo, size):
    """The inbox of a query, with these keys pressed after it."""

    async def shown(snapshot, *keys):
        async with deck(demo, size) as pilot:
            await press(pilot, "slash")
            await press(pilot, *("space" if key == " " else key for key in QUERY_KEYS), "enter")
            await press(pilot, *keys)
            snapshot(pilot.app)

    return shown


QUERY_KEYS = [{":": "colon", "_": "underscore", "=": "equals_sign"}.get(key, key) for key in ORDERED]


async def test_help_tells_every_key_of_the_inbox(inbox, snapshot):
    await inbox(snapshot, "question_mark")


async def test_help_tells_every_key_of_a_review(inbox, snapshot):
    await inbox(snapshot, "enter", "question_mark")


async def test_a_rejection_asks_for_its_reason(inbox, snapshot):
    await inbox(snapshot, "r")


async def test_a_rejection_without_a_reason_stays_and_says_what_is_missing(demo):
    async with deck(demo) as pilot:
        await press(pilot, "r", "enter")
        assert "Choose the reason first" in text_of(pilot.app)
        await press(pilot, "3")
        assert "Choose the reason first" not in text_of(pilot.app)


async def test_a_comment_asks_for_words(inbox, snapshot):
    await inbox(snapshot, "c")


async def test_the_history_of_a_unit_opens_below_its_texts(inbox, snapshot):
    await inbox(snapshot, "enter", "H")


async def test_the_palette_says_when_nothing_matches(demo):
    async with deck(demo) as pilot:
        await press(pilot, "ctrl+p", *"zebra")
        assert "No available action matches." in text_of(pilot.app)
        await press(pilot, "enter")
        assert pilot.app.screen.NAME == "inbox"
