"""More than one of something: units that are alike, a proposal beside the text in review, its hunks."""

import time
from itertools import count
from pathlib import Path

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


NUMBERS = count(1001)  # a text that was turned down once is not proposed again


@pytest.fixture(scope="module")
def twins(demo):
    """The demo with two routines that differ in their names only."""
    folder = demo.place.data / "erp"
    with demo.client() as client:
        (folder / "db" / "99_twins.sql").write_text(
            "".join(TWIN.format(name=name) for name in ("twin_one", "twin_two"))
        )
        await_until(lambda: len(list(client.inbox.list("erp", "alike > 1"))) == 2)
    return demo


@pytest.fixture
def proposed(demo):
    """A unit whose file somebody changed by hand; afterwards all is as it was."""
    folder = demo.place.data / "erp"
    with demo.client() as client:
        unit = next(client.inbox.list("erp", 'name ~ "billing.tax_of"')).id
        act = client.reviews.decide(unit, NewDecision(Word.APPROVE))
        await_until(lambda: client.reviews.get(unit).item.state == "written")
        await_until(lambda: written(folder))
        path = written(folder)[0]
        ours = path.read_text()
        path.write_text(ours.replace("/ 100", f"/ {next(NUMBERS)}"))
        await_until(lambda: any(each.state == "open" for each in client.reviews.get(unit).proposals))
        yield demo
        path.write_text(ours)
        await_until(lambda: not any(each.state == "open" for each in client.reviews.get(unit).proposals))
        client.reviews.undo("erp", act.id)
        await_until(lambda: client.reviews.get(unit).item.state == "checked")


def written(folder) -> list[Path]:
    return [path for path in folder.glob("**/specql/billing/**/*.yaml") if "name: tax_of" in path.read_text()]


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
        await until(pilot, lambda: isinstance(pilot.app.screen, ManyDialog))
        assert "2 of 2" in pilot.app.screen.asks()
        await press(pilot, "enter")
        with twins.client() as client:
            assert {item.state for item in client.inbox.list("erp", "name ~ twin_")} <= {"approved", "written"}
        await press(pilot, "u")
        assert screen.review.item.state == "checked"


async def test_leaving_the_preview_does_nothing(twins):
    async with deck(twins, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.twin_one")
        await press(pilot, "R", "1", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ManyDialog))
        await press(pilot, "escape")
        assert screen.review.item.state == "checked"


async def test_a_proposal_is_compared_and_merged_by_its_hunks(proposed):
    async with deck(proposed, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_of")
        await press(pilot, "m")
        diff = screen.query_one(DiffView)
        assert diff.mode is Mode.COMPARE
        await press(pilot, "m")
        assert screen.proposal is not None
        await press(pilot, "right_square_bracket", "space", "m")
        await until(pilot, lambda: screen.proposal is None and "/ 100," not in screen.review.deck.spec)
        await press(pilot, "u")
        await until(pilot, lambda: "/ 100," in screen.review.deck.spec)


async def test_a_word_is_of_the_proposal_that_is_compared(proposed):
    async with deck(proposed, role=Role.OWNER) as pilot:
        screen = await open_unit(pilot, "name ~ billing.tax_of")
        await press(pilot, "p", "enter")
        assert screen.query_one(DiffView).mode is Mode.COMPARE
        await press(pilot, "r", "1", "enter")
        await until(pilot, lambda: screen.proposal is None)
        assert "rejected" in {proposal.state for proposal in screen.review.proposals}
        assert screen.review.item.state in ("written", "approved")
