"""Trust and Learning: the records of analysts, what was learned, and what to do next."""

import re

import pytest

from daemon.client import Client
from daemon.wire.decision import NewDecision
from daemon.wire.learning import LearningChange
from daemon.wire.role import Role
from tests.plugins.snapshot import text_of
from tests.tui.conftest import deck, press, until
from tui.learning.bars import band, bar

PROJECT = "erp"


@pytest.fixture(scope="module")
def taught(demo):
    """The demo after some decisions, with learning on."""
    with demo.client() as client:
        client.learning.change(PROJECT, LearningChange(enabled=True))
        waiting = list(client.inbox.list(PROJECT, "state=converted and verdict=proved and not folded"))[:60]
        for at, item in enumerate(waiting):
            client.reviews.decide(item.id, _decision(at))
        learn(client)
    return demo


def _decision(at: int) -> NewDecision:
    if at % 8 == 7:
        return NewDecision("reject", note="unclear", reason="wrong meaning")
    return NewDecision("approve")


def learn(client: Client) -> None:
    job = client.learning.start(PROJECT).job
    with client.events.follow() as events:
        while client.jobs.get(job).state != "done":
            next(events)


async def test_trust_shows_each_analyst_against_the_mean(taught, size):
    async with deck(taught, size) as pilot:
        await press(pilot, "U")
        shown = text_of(pilot.app)
        assert "lifter" in shown
        assert "accuracy" in shown
        assert "88%" in shown


async def test_learning_shows_the_lane_the_queue_and_what_to_do(taught, size):
    async with deck(taught, size) as pilot:
        await press(pilot, "K")
        shown = text_of(pilot.app)
        assert re.search("Auto lane +closed", shown)
        assert "What to do" in shown


async def test_the_whole_report_is_reached_by_scrolling(taught):
    async with deck(taught, (80, 24)) as pilot:
        await press(pilot, "K", *["j"] * 30)
        assert "Analysts" in text_of(pilot.app)


async def test_a_developer_orders_a_cycle_and_a_viewer_reads_why_not(taught):
    async with deck(taught, role=Role.DEVELOPER, name="dev") as pilot:
        await press(pilot, "K", "n")
        await until(pilot, lambda: any("Learning from" in each.message for each in pilot.app._notifications))
    async with deck(taught, role=Role.VIEWER, name="vera") as pilot:
        await press(pilot, "K", "n")
        await until(pilot, lambda: any("Not for a viewer" in each.message for each in pilot.app._notifications))


async def test_without_a_project_learning_says_what_to_do(daemon):
    async with deck(daemon) as pilot:
        await press(pilot, "K", "n")
        assert "specdeck init" in text_of(pilot.app)
        assert "There is no project yet." in text_of(pilot.app)


async def test_a_unit_and_its_row_show_lane_confidence_and_reasons(taught):
    async with deck(taught, (160, 48)) as pilot:
        await press(pilot, "slash", *"state=converted", "enter")
        assert re.search(r"(spot|review) +\d+ %", text_of(pilot.app))
        await press(pilot, "enter")
        assert "confidence" in text_of(pilot.app)


def test_a_bar_fills_its_cells_to_an_eighth():
    assert bar(0.5, 4) == "██  "
    assert bar(1.0, 3) == "███"
    assert bar(0.0, 3) == "   "
    assert bar(0.3125, 2) == "▋ "


def test_a_band_marks_the_value_within_its_interval():
    assert band(0.2, 0.8, 0.5, 10) == "··───●───·"
