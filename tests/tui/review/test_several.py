"""More than one of something: units that are alike, a proposal beside the text in review, its hunks."""

import time

import pytest

from daemon.wire.decision import NewDecision, Word
from daemon.wire.role import Role
from tests.tui.conftest import PATIENCE_SECONDS, deck, press, until
from tests.tui.review.conftest import open_unit
from tui.dialogs.many import ManyDialog
from tui.diff.model import Mode
from tui.diff.widget import DiffView

TWIN = """
CREATE FUNCTION billing.{name}(p_net numeric) RETURNS numeric LANGUAGE plpgsql AS $$
BEGIN
  RETURN round(p_net * 2, 2);
END $$;
"""


@pytest.fixture(scope="module")
def told(demo):
    """The demo with two routines that differ in their names only, and a spec that somebody changed by hand."""
    folder = demo.place.data / "erp"
    with demo.client() as client:
        (folder / "db" / "99_twins.sql").write_text(
            "".join(TWIN.format(name=name) for name in ("twin_one", "twin_two"))
        )
        await_until(lambda: len(list(client.inbox.list("erp", "alike > 1"))) == 2)
        unit = next(client.inbox.list("erp", 'name ~ "billing.tax_of"')).id
        client.reviews.decide(unit, NewDecision(Word.APPROVE))
        await_until(lambda: client.reviews.get(unit).item.state == "written")
        path = next(path for path in folder.glob("**/specql/billing/**/*.yaml") if "name: tax_of" in path.read_text())
        path.write_text(path.read_text().replace("/ 100", "/ 1000"))
        await_until(lambda: client.reviews.get(unit).proposals)
    return demo


def await_until(condition) -> None:
    """Ask the daemon until it is so: what it does meanwhile is done by a watcher and by workers."""
    last = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        assert time.monotonic() < last
        time.sleep(0.05)


async def test_a_cluster_is_approved_after_a_look_at_exactly_what_it_touches(told):
    async with deck(told, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.twin_one")
        await press(pilot, "A")
        await until(pilot, lambda: isinstance(pilot.app.screen, ManyDialog))
        assert "2 of 2" in pilot.app.screen.asks()
        await press(pilot, "enter")
        with told.client() as client:
            assert {item.state for item in client.inbox.list("erp", "name ~ twin_")} <= {"approved", "written"}
        await press(pilot, "u")
        assert screen.review.item.state == "checked"


async def test_leaving_the_preview_does_nothing(told):
    async with deck(told, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.twin_one")
        await press(pilot, "R", "1", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ManyDialog))
        await press(pilot, "escape")
        assert screen.review.item.state == "checked"


async def test_a_proposal_is_compared_and_merged_by_its_hunks(told):
    async with deck(told, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_of")
        await press(pilot, "m")
        diff = screen.query_one(DiffView)
        assert diff.mode is Mode.COMPARE
        await press(pilot, "m")
        assert screen.proposal is not None
        await press(pilot, "right_square_bracket", "space", "m")
        await until(pilot, lambda: screen.proposal is None and "/ 1000" in screen.review.deck.spec)
        await press(pilot, "u")
        await until(pilot, lambda: "/ 1000" not in screen.review.deck.spec)


async def test_a_word_is_of_the_proposal_that_is_compared(told):
    async with deck(told, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_of")
        await press(pilot, "p", "enter")
        assert screen.query_one(DiffView).mode is Mode.COMPARE
        await press(pilot, "r", "1", "enter")
        await until(pilot, lambda: screen.proposal is None)
        assert [proposal.state for proposal in screen.review.proposals][:1] == ["rejected"]
        assert screen.review.item.state in ("written", "approved")
