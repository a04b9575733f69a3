"""Notices: shown as they arrive, counted until they are seen, each leading to its unit."""

from itertools import count

import pytest
from textual.pilot import Pilot

from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.role import Role
from tests.plugins.snapshot import text_of
from tests.tui.conftest import deck, press, until
from tui.review.review_screen import ReviewScreen
from tui.widgets.deck_header import DeckHeader

NUMBERS = count(1)  # a person a test: what was seen stays seen
UNIT = 'name = "billing.tax_of(numeric, numeric)"'


@pytest.fixture
def ben(demo):
    """Somebody else, who leaves the demo as it was."""
    with demo.client_as(Role.ADMIN, "ben") as client:
        yield client


@pytest.fixture
def unit(ben):
    return next(ben.inbox.list("erp", UNIT)).id


@pytest.fixture
def me(demo):
    """Somebody of this test alone, who was here before: nobody else can be told anything."""
    name = f"nora{next(NUMBERS)}"
    with demo.client_as(Role.ADMIN, name) as client:
        client.activity.seen(0)
    return name


def header(pilot: Pilot[None]) -> str:
    return str(pilot.app.screen.query_one(DeckHeader).render())


def remark(client, unit: int, words: str) -> None:
    client.reviews.decide(unit, NewDecision(DecisionKind.COMMENT, words, line=1))


async def test_a_notice_is_shown_at_once_and_counted_until_it_is_seen(demo, ben, unit, me):
    async with deck(demo, name=me) as pilot:
        remark(ben, unit, f"@{me} why not a view?")
        await until(pilot, lambda: "@ 1" in header(pilot))
        await until(pilot, lambda: any("ben mentioned you" in each.message for each in pilot.app._notifications))
        await press(pilot, "at")
        await until(pilot, lambda: "@ 1" not in header(pilot))
        assert "• " in text_of(pilot.app)
    async with deck(demo, name=me) as pilot:
        await press(pilot, "at")
        assert "why not a view?" in text_of(pilot.app)
        assert "• " not in text_of(pilot.app)


async def test_what_came_while_one_was_away_is_counted(demo, ben, unit, me):
    remark(ben, unit, f"@{me} and you?")
    async with deck(demo, (40, 12), name=me) as pilot:
        await until(pilot, lambda: "@ 1" in header(pilot))


async def test_notices_of_others_are_not_shown(demo, ben, unit, me):
    async with deck(demo, name=me) as pilot:
        remark(ben, unit, "@ben look")
        remark(ben, unit, f"@{me} look as well")
        await until(pilot, lambda: "@ 1" in header(pilot))
        await press(pilot, "at")
        assert "@ben" not in text_of(pilot.app)


async def test_opening_one_shows_its_unit_and_escape_leads_back(demo, ben, unit, me):
    async with deck(demo, name=me) as pilot:
        remark(ben, unit, f"@{me} here")
        await until(pilot, lambda: "@ 1" in header(pilot))
        await press(pilot, "at", "enter")
        assert isinstance(pilot.app.screen, ReviewScreen)
        assert pilot.app.screen.review.item.id == unit
        await press(pilot, "escape")
        assert "Activity" in header(pilot)


async def test_an_empty_list_explains_how_it_fills(demo):
    async with deck(demo, name="sven") as pilot:
        await press(pilot, "at")
        assert "No notices yet." in text_of(pilot.app)
