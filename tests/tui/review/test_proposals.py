"""Alike units, and a proposal with its hunks beside the spec in review."""

import time
from itertools import count
from pathlib import Path

import pytest

from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.role import Role
from tests.tui.conftest import PATIENCE_SECONDS, deck, press, until
from tests.tui.review.conftest import open_unit
from tui.dialogs.bulk_dialog import BulkDialog
from tui.diff.content.diff_model import DiffMode
from tui.diff.diff_view import DiffView
from tui.review.review_screen import ReviewScreen

TIMES = """
CREATE FUNCTION billing.{name}(p_net numeric) RETURNS numeric LANGUAGE plpgsql AS $$
BEGIN
  RETURN round(p_net * {factor}, 2);
END $$;
"""
COPIED = """
CREATE FUNCTION billing.{name}({net} numeric, p_days integer) RETURNS numeric LANGUAGE plpgsql AS $$
BEGIN
  IF {net} < 0 OR p_days < 0 THEN RAISE EXCEPTION 'a price and a term are not negative'; END IF;
  RETURN round({net} * (1 + p_days / 360.0), 2);
END $$;
"""
NUMBERS = count(1)  # units of their own: a test leaves its unit as it is


@pytest.fixture(scope="module")
def twins(demo):
    """The demo with two routines that differ in their names only."""
    with demo.client() as client:
        save(demo, 2, "twin_one", "twin_two")
        await_until(lambda: len(list(client.inbox.list("erp", 'alike > 1 and name ~ "twin_"'))) == 2)
    return demo


@pytest.fixture
def proposed(demo):
    """The name of a unit whose file somebody changed by hand."""
    name = f"by_hand_{next(NUMBERS)}"
    save(demo, 4, name)
    with demo.client() as client:
        await_until(lambda: list(client.inbox.list("erp", f'name ~ "{name}"')))
        unit = next(client.inbox.list("erp", f'name ~ "{name}"')).id
        client.reviews.decide(unit, NewDecision(DecisionKind.APPROVE))
        await_until(lambda: written(demo, name))
        path = written(demo, name)[0]
        path.write_text(path.read_text().replace("p_net * 4", "p_net * 3"))
        await_until(lambda: client.reviews.get(unit).proposals)
    return name


def save(demo, factor: int, *names: str) -> None:
    sql = demo.place.data / "erp" / "db" / f"99_{names[0]}.sql"
    sql.write_text("".join(TIMES.format(name=name, factor=factor) for name in names))


def written(demo, name: str) -> list[Path]:
    files = (demo.place.data / "erp").glob("**/specql/billing/**/*.yaml")
    return [path for path in files if f"name: {name}" in path.read_text()]


def await_until(condition) -> None:
    """Ask the daemon until it is so: what it does meanwhile is done by a watcher and by workers."""
    last = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < last
        time.sleep(0.05)


async def test_a_cluster_is_approved_after_a_look_at_exactly_what_it_touches(twins):
    async with deck(twins, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.twin_one")
        await press(pilot, "A")
        await until(pilot, lambda: isinstance(pilot.app.screen, BulkDialog))
        assert "2 of 2" in pilot.app.screen.title_text()
        await press(pilot, "enter")
        with twins.client() as client:
            await until(pilot, lambda: all(item.approvals for item in client.inbox.list("erp", "name ~ twin_")))
        await press(pilot, "u")
        await until(pilot, lambda: screen.review.item.state == "converted")


async def test_the_copies_of_a_unit_are_approved_with_it(demo):
    names = (("copied_from", "p_net"), ("copied_to", "p_gross"))
    sql = "".join(COPIED.format(name=name, net=net) for name, net in names)
    (demo.place.data / "erp" / "db" / "99_copied.sql").write_text(sql)
    with demo.client() as client:
        await_until(lambda: len(list(client.inbox.list("erp", "name ~ copied_"))) == 2)
        unit = next(client.inbox.list("erp", "name ~ copied_from")).id
        await_until(lambda: client.reuse.copies(unit).items)
    async with deck(demo, role=Role.OWNER) as pilot:
        await open_unit(pilot, "name ~ billing.copied_from")
        await press(pilot, "C")
        await until(pilot, lambda: isinstance(pilot.app.screen, BulkDialog))
        await press(pilot, "enter")
        with demo.client() as client:
            await until(pilot, lambda: all(item.approvals for item in client.inbox.list("erp", "name ~ copied_")))


async def test_leaving_the_preview_does_nothing(twins):
    async with deck(twins, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.twin_one")
        await press(pilot, "R", "1", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, BulkDialog))
        await press(pilot, "escape")
        assert screen.review.item.state == "converted"


async def test_a_proposal_is_compared_and_merged_by_its_hunks(demo, proposed):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, f"name ~ {proposed}")
        await press(pilot, "m")
        diff = screen.query_one(DiffView)
        assert diff.mode is DiffMode.COMPARE
        await press(pilot, "m")
        assert screen.proposal is not None
        await press(pilot, "right_square_bracket", "space", "m")
        await until(pilot, lambda: screen.proposal is None and "* 3" in screen.review.deck.spec)
        await press(pilot, "u")
        await until(pilot, lambda: "* 3" not in screen.review.deck.spec)


async def test_enter_on_the_difference_of_a_manual_edit_opens_its_sql_at_that_line(demo, proposed):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, f"name ~ {proposed}")
        first = screen.review.causes[0]
        assert (first.kind, first.proposal) == ("difference", screen.review.proposals[0].id)
        await press(pilot, "i", "home", "enter")
        diff = screen.query_one(DiffView)
        assert diff.mode is DiffMode.ROUNDTRIP
        assert screen.proposal is not None
        assert "p_net * 4" in diff.model.sides[0].lines[diff.place.line]
        assert "p_net * 3" in diff.model.sides[1].text
        await press(pilot, "d")
        assert diff.mode is DiffMode.COMPARE


async def test_a_decision_is_about_the_compared_proposal(demo, proposed):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, f"name ~ {proposed}")
        await press(pilot, "p", "enter")
        assert screen.query_one(DiffView).mode is DiffMode.COMPARE
        await press(pilot, "r", "1", "enter")
        await until(pilot, lambda: screen.proposal is None)
        assert "rejected" in {proposal.state for proposal in screen.review.proposals}
        assert screen.review.item.state in ("written", "approved")


async def test_an_edit_of_an_approved_unit_is_approved_where_it_is_compared_at_its_first_change(demo, proposed):
    async with deck(demo, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, f"name ~ {proposed}")
        await press(pilot, "a")
        assert isinstance(pilot.app.screen, ReviewScreen)
        await press(pilot, "p", "enter")
        diff = screen.query_one(DiffView)
        assert "p_net *" in diff.model.sides[diff.place.side].lines[diff.place.line]
        await press(pilot, "a", *"meant so", "enter")
        await until(pilot, lambda: screen.proposal is None and "* 3" in screen.review.deck.spec)
