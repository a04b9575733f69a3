"""The inbox: the units of a project, found, selected and decided on."""

import asyncio

import pytest

from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.inbox import DEFAULT_QUERY, SavedView
from daemon.wire.role import Role
from tests.plugins.snapshot import text_of
from tests.tui.conftest import commanded, deck, press, settled, until
from tui.lists.row_list import RowList
from tui.preferences import DeckPreferences
from tui.widgets.query_line import QueryInput


def rows_of(pilot) -> RowList:
    return pilot.app.screen.query_one(RowList)


async def typed(pilot, text: str) -> None:
    """Put a query into the line, and wait until it was asked."""
    await pilot.press("slash")
    pilot.app.screen.query_one(QueryInput).value = text
    await press(pilot, "enter")


async def test_it_looks_as_it_was_looked_at(demo, snapshot, size):
    async with deck(demo, size) as pilot:
        await typed(pilot, "kind = function")
        await press(pilot, "o", "j", "space", "v", "j")
        snapshot(pilot.app)


async def test_a_query_narrows_the_list_and_its_counts(demo):
    async with deck(demo) as pilot:
        await typed(pilot, "schema = billing and kind = function")
        assert 0 < rows_of(pilot).total < 20
        assert all(line.startswith("billing.") for line in names(pilot))
        await press(pilot, "escape")
        assert rows_of(pilot).total == 217


async def test_a_mistake_in_a_query_is_shown_where_it_is_and_the_list_stays(demo, snapshot):
    async with deck(demo) as pilot:
        await typed(pilot, "state = converted and verdct = proved")
        assert rows_of(pilot).total == 195
        snapshot(pilot.app)


async def test_no_key_counts_for_the_list_from_before_while_a_query_is_asked(demo):
    async with deck(demo) as pilot:
        screen, answer = pilot.app.screen, asyncio.Event()
        asked = screen._submission._attempt

        async def slowly(query):
            await answer.wait()
            return await asked(query)

        screen._submission._attempt = slowly
        screen.filter_by("name = 'billing.tax_of(numeric, numeric)'")
        await pilot.press("a", "enter")  # as fast hands do it over a slow line
        await pilot.pause()
        assert rows_of(pilot).total == 195
        answer.set()
        await settled(pilot)
        assert pilot.app.screen.review.item.name.startswith("billing.tax_of")
        with demo.client() as client:
            assert not list(client.inbox.list("erp", "approvals > 0"))


async def test_a_query_that_finds_nothing_suggests_what_was_meant(demo):
    async with deck(demo) as pilot:
        await typed(pilot, "unverified")
        assert "No unit matches." in text_of(pilot.app)
        assert "`unverified` is a verdict: verdict = unverified." in text_of(pilot.app)
        await typed(pilot, "nosuchname")
        await until(pilot, lambda: "is a verdict" not in text_of(pilot.app))


async def test_tab_completes_a_query(demo):
    async with deck(demo) as pilot:
        await pilot.press("slash", *"verd")
        await until(pilot, lambda: pilot.app.screen.query_one(QueryInput)._suggestion)
        await pilot.press("tab")
        assert pilot.app.screen.query_one(QueryInput).value == "open verdict"


async def test_the_order_changes_by_a_key_and_by_a_command(demo):
    async with deck(demo) as pilot:
        await press(pilot, "o")
        assert names(pilot) == sorted(names(pilot))
        await commanded(pilot, "order -name")
        assert names(pilot) == sorted(names(pilot), reverse=True)


async def test_saved_views_have_keys(demo):
    with demo.client_as(Role.ADMIN, "bob") as client:
        client.inbox.save_view("erp", SavedView("bills", "schema = billing", "name"))
    async with deck(demo, name="bob") as pilot:
        assert "1 bills" in text_of(pilot.app)
        await press(pilot, "1")
        assert pilot.app.screen.query_shown.where == "schema = billing"


async def test_a_decision_is_shown_and_undone_and_the_cursor_moves_on(demo):
    async with deck(demo) as pilot:
        await typed(pilot, "verdict = proved and kind = function")
        first = rows_of(pilot).current
        await press(pilot, "a")
        assert rows_of(pilot).current.id != first.id
        await until(pilot, lambda: f"Approved {first.name}" in text_of(pilot.app))
        await press(pilot, "u")
        await until(pilot, lambda: "Undid" in text_of(pilot.app))
        assert state_of(demo, first.id) == "converted"
        await press(pilot, "ctrl+r")
        await until(pilot, lambda: "Redid" in text_of(pilot.app))
        assert state_of(demo, first.id) in {"approved", "written"}
        await press(pilot, "u")


async def test_back_from_a_review_the_cursor_is_on_the_unit_that_was_looked_at_last(demo):
    async with deck(demo) as pilot:
        await press(pilot, "j", "enter", "full_stop", "full_stop")
        unit = pilot.app.screen.review.item.id
        await press(pilot, "escape")
        rows = pilot.app.screen.query_one(RowList)
        assert (rows.current.id, rows.place) == (unit, 3)


async def test_one_act_decides_on_the_selection_and_one_undo_reverses_it(demo):
    async with deck(demo) as pilot:
        await typed(pilot, "verdict = proved and kind = function")
        total = rows_of(pilot).total
        await press(pilot, "asterisk", "s")
        await until(pilot, lambda: f"Skipped {total} of {total}" in text_of(pilot.app))
        assert not rows_of(pilot).selection
        await press(pilot, "u")
        await until(pilot, lambda: "Undid" in text_of(pilot.app))
        assert counts(demo).get("skipped") is None


async def test_what_is_not_proved_is_refused_to_who_may_not_waive(demo, unproved):
    async with deck(demo, (160, 48), role=Role.REVIEWER, name="rita") as pilot:  # wide: the sentence is in one line
        await typed(pilot, unproved)
        await press(pilot, "a")
        await until(pilot, lambda: "approving it needs" in text_of(pilot.app))


async def test_who_may_waive_is_asked_why_it_may_stand(demo, unproved):
    async with deck(demo) as pilot:
        await typed(pilot, unproved)
        await press(pilot, "a")
        assert "although it is unverified?" in text_of(pilot.app)
        await press(pilot, "escape")


async def test_a_rejection_needs_a_known_reason(demo):
    async with deck(demo) as pilot:
        await commanded(pilot, "reject because")
        assert "A rejection needs a reason." in text_of(pilot.app)
        await commanded(pilot, "reject wrong name: ask")
        await until(pilot, lambda: "Rejected" in text_of(pilot.app))
        await press(pilot, "u")
        await until(pilot, lambda: "Undid" in text_of(pilot.app))


async def test_an_item_decided_elsewhere_changes_in_place(demo):
    async with deck(demo) as pilot:
        await typed(pilot, "name = billing.tax_rate and kind = table")
        item = rows_of(pilot).current
        with demo.client_as(Role.ADMIN, "bob") as client:
            client.reviews.decide(item.id, NewDecision(DecisionKind.FLAG), item.revision)
            await until(pilot, lambda: rows_of(pilot).current.state == "flagged")
            assert rows_of(pilot).current.id == item.id
            client.reviews.undo("erp")


@pytest.mark.parametrize("key", ["a", "s", "f", "u"])
async def test_a_viewer_changes_nothing(demo, key):
    async with deck(demo, role=Role.VIEWER, name="eve") as pilot:
        assert "read-only" in text_of(pilot.app)
        before = counts(demo)
        await press(pilot, key)
        assert counts(demo) == before


def names(pilot) -> list[str]:
    rows = rows_of(pilot)
    return [rows._windows[place].name for place in range(min(rows.total, 20))]


def state_of(demo, unit: int) -> str:
    with demo.client() as client:
        return client.reviews.get(unit).item.state


def counts(demo) -> dict[str, int]:
    with demo.client() as client:
        return client.inbox.counts("erp").states


async def test_without_a_project_it_says_what_to_do(daemon, snapshot):
    async with deck(daemon) as pilot:
        await settled(pilot)
        snapshot(pilot.app)


async def test_it_opens_on_the_query_of_the_command(demo):
    async with deck(demo) as pilot:
        assert pilot.app.screen.query_shown.where == DEFAULT_QUERY
        assert "/ open" in text_of(pilot.app)


async def test_after_a_decision_the_cursor_stays_if_the_settings_say_so(demo):
    async with deck(demo, preferences=DeckPreferences(advance=False)) as pilot:
        await typed(pilot, "verdict = proved and kind = function")
        first = rows_of(pilot).current
        await press(pilot, "s")
        await until(pilot, lambda: "Skipped" in text_of(pilot.app))
        assert rows_of(pilot).current.id == first.id
        await press(pilot, "u")
        await until(pilot, lambda: "Undid" in text_of(pilot.app))


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_when_all_units_are_decided_the_list_gives_way_to_the_end_of_the_work(demo, size):
    async with deck(demo, size, role=Role.OWNER, name="olga") as pilot:
        await typed(pilot, "id > 0")
        await press(pilot, "asterisk", "r", "1", "enter")
        await typed(pilot, "open")
        await until(pilot, lambda: "All reviewed" in text_of(pilot.app))
        assert "217 units in" in text_of(pilot.app)
        await press(pilot, "u")
        await until(pilot, lambda: rows_of(pilot).display and rows_of(pilot).total == 195)
        assert "All reviewed" not in text_of(pilot.app)
        assert rows_of(pilot).has_focus
