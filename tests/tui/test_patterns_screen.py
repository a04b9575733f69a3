"""The pattern library in the deck: parts, search, units, suggestions."""

import pytest

from daemon.wire.role import Role
from tests.plugins.snapshot import text_of
from tests.tui.conftest import deck, press, until
from tui.lists.row_list import RowList
from tui.patterns.pattern_search import PatternSearch
from tui.review.review_screen import ReviewScreen
from tui.widgets.fact_panel import FactPanel

MINE = """
id: our.touch
title: Touch
tier: domain
category: audit
description: Notes when a row was touched.
spec: |
  actions:
    - name: app.touch
      params: {p_id: bigint}
      returns: void
      traits: {language: plpgsql}
      steps:
        - update: {table: app.item, set: {touched_at: now()}, where: id = p_id}
"""


@pytest.fixture(scope="module")
def detected(demo):
    """The demo's sample, once the detectors have seen all of it."""
    with demo.client() as client:
        project = next(iter(client.projects.list()))
        for _ in client.events.follow(0):
            if not client.conversions.tally(project.name).waiting:
                return demo
    raise AssertionError


@pytest.fixture
def mine(demo):
    """A pattern that waits for validation."""
    with demo.client_as(Role.ADMIN, "ben") as client:
        client.patterns.save(MINE)
    return "our.touch"


async def test_it_looks_as_it_was_looked_at(detected, snapshot, size):
    async with deck(detected, size) as pilot:
        await press(pilot, "B", "f", "j")
        snapshot(pilot.app)


async def test_the_list_follows_what_is_typed(demo):
    async with deck(demo, (160, 48)) as pilot:
        await press(pilot, "B", "slash", *"deletes")
        assert "▌ soft_delete" in text_of(pilot.app)
        await press(pilot, "enter", "escape")
        assert "▌ step." in text_of(pilot.app)


async def test_a_search_that_was_dropped_does_not_come_back(demo):
    async with deck(demo, (160, 48)) as pilot:
        await press(pilot, "B", "slash", *"deletes", "escape", "slash", "j")
        assert pilot.app.screen.query_one(PatternSearch).value == "j"


async def test_a_search_leaves_the_units_of_a_pattern(detected):
    async with deck(detected, (160, 48)) as pilot:
        await press(pilot, "B", "slash", *"chain", "enter", "enter")
        assert "units with validation_chain" in text_of(pilot.app)
        await press(pilot, "slash")
        assert "units with" not in text_of(pilot.app)
        assert "/ chain" in text_of(pilot.app)


async def test_the_library_is_shown_without_a_project(daemon):
    async with deck(daemon) as pilot:
        await press(pilot, "B")
        assert "▌ step." in text_of(pilot.app)
        await press(pilot, "enter")
        assert "There is no project yet" in text_of(pilot.app)
        assert "Not Found" not in text_of(pilot.app)


async def test_opening_a_pattern_lists_its_units_and_opening_one_shows_its_review(detected):
    async with deck(detected, (160, 48)) as pilot:
        await press(pilot, "B", "slash", *"chain", "enter", "enter")
        assert "units with validation_chain" in text_of(pilot.app)
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ReviewScreen)


async def test_a_seed_has_nothing_to_approve(demo):
    async with deck(demo, (160, 48)) as pilot:
        await press(pilot, "B", "a")
        assert "This is for a suggested pattern" in text_of(pilot.app)


async def test_a_waiting_pattern_is_rejected_with_a_reason(demo, mine):
    async with deck(demo, (160, 48)) as pilot:
        await press(pilot, "B", "slash", *"touched", "enter", "r", *"too narrow", "enter")
        await until(pilot, lambda: "our.touch is now deprecated." in text_of(pilot.app))


async def test_a_waiting_pattern_is_merged_into_another(demo):
    with demo.client_as(Role.ADMIN, "ben") as client:
        client.patterns.save(MINE.replace("our.touch", "our.twin").replace("touched.", "twinned."))
    async with deck(demo, (160, 48)) as pilot:
        await press(pilot, "B", "slash", *"twinned", "enter", "M", *"audit_columns", "enter")
        await until(pilot, lambda: "our.twin is now deprecated." in text_of(pilot.app))


async def test_details_that_do_not_fit_are_scrolled_by_keys(detected):
    async with deck(detected) as pilot:
        await press(pilot, "B")
        await until(pilot, lambda: "tab scrolls" in text_of(pilot.app))
        await press(pilot, "tab", "j", "j")
        assert pilot.app.screen.query_one(FactPanel).scroll_y == 2
        await press(pilot, "tab", "j")
        assert pilot.app.screen.query_one(RowList).place == 1
        assert pilot.app.screen.query_one(FactPanel).scroll_y == 0
