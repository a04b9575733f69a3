"""Decisions that could not be sent are offered again for the same unit, and dropped once they are sent."""

import pytest
from textual.widgets import Input

from daemon.wire.decision import NewDecision
from daemon.wire.decision_kinds import DecisionKind
from daemon.wire.role import Role
from tests.plugins.snapshot import text_of
from tests.tui.conftest import commanded, deck, press, settled, until
from tests.tui.editor.test_drafts import item
from tests.tui.review.conftest import open_unit
from tui.editor.drafts import Drafts
from tui.review.unsent_decisions import UnsentDecisions

REJECTION = NewDecision(DecisionKind.REJECT, "see line 3", "wrong name", send_back=True)


@pytest.fixture
def begun(tmp_path):
    return UnsentDecisions(Drafts(tmp_path))


def test_an_unsent_decision_outlives_the_session(begun, tmp_path):
    assert begun.keep(item(), REJECTION)
    assert UnsentDecisions(Drafts(tmp_path)).get(item(number=99), DecisionKind.REJECT) == REJECTION


def test_it_belongs_to_one_unit_one_kind_and_one_proposal(begun):
    begun.keep(item(), REJECTION)
    assert begun.get(item("shop.other()", 2), DecisionKind.REJECT).note == ""
    assert begun.get(item(), DecisionKind.COMMENT).note == ""
    assert begun.get(item(), DecisionKind.REJECT, proposal=4).note == ""


def test_a_sent_decision_is_dropped(begun, tmp_path):
    begun.keep(item(), REJECTION)
    begun.drop(item(), DecisionKind.REJECT)
    assert (begun.get(item(), DecisionKind.REJECT).note, list(tmp_path.iterdir())) == ("", [])


def test_a_decision_on_several_units_lasts_for_the_session(begun, tmp_path):
    begun.keep(None, REJECTION)
    assert (begun.get(None, DecisionKind.REJECT), list(tmp_path.iterdir())) == (REJECTION, [])


def test_a_decision_without_text_is_not_kept(begun):
    assert not begun.keep(item(), NewDecision(DecisionKind.FLAG))


def test_its_file_is_its_owners(begun, tmp_path):
    begun.keep(item(), REJECTION)
    assert [path.stat().st_mode & 0o077 for path in tmp_path.iterdir()] == [0]


@pytest.mark.parametrize("text", ["", "{", '{"kind": "approve"}', '{"kind": "reject", "line": 3}', "\xff"])
def test_a_file_with_other_content_is_ignored(begun, tmp_path, text):
    begun.keep(item(), REJECTION)
    (path,) = tmp_path.iterdir()
    path.write_text(text, encoding="latin-1")
    assert UnsentDecisions(Drafts(tmp_path)).get(item(), DecisionKind.REJECT) == NewDecision(DecisionKind.REJECT)


async def away(pilot, demo):
    demo.kill()
    await until(pilot, lambda: pilot.app.outage)


async def back(pilot, demo):
    demo.start()
    await until(pilot, lambda: not pilot.app.outage)
    await settled(pilot)


async def test_a_rejection_in_the_list_while_the_daemon_is_away_is_offered_again(demo):
    async with deck(demo, name="erin") as pilot:
        await commanded(pilot, "inbox.filter kind = function")
        unit = pilot.app.screen.query_one("RowList").current.id
        await away(pilot, demo)
        await press(pilot, "r", "3", *"too short", "enter")
        assert "press the same key to continue" in text_of(pilot.app)
        await back(pilot, demo)
        assert pilot.app.screen.query_one("RowList").current.id == unit
        await press(pilot, "r")
        assert pilot.app.screen.query_one(Input).value == "too short"
        await press(pilot, *"!", "enter")
        with demo.client_as(Role.ADMIN, "erin") as client:
            assert client.reviews.get(unit).item.state == "rejected"
            client.reviews.undo("erp")
        assert pilot.app.unsent.get(None, DecisionKind.REJECT).note == ""


async def test_a_comment_in_the_review_while_the_daemon_is_away_is_offered_again(demo):
    async with deck(demo, name="erin") as pilot:
        screen = await open_unit(pilot, "kind = function")
        unit = screen.review.item
        await away(pilot, demo)
        await press(pilot, "c", *"why so", "enter")
        assert "press the same key to continue" in text_of(pilot.app)
        await back(pilot, demo)
        await press(pilot, "c")
        assert pilot.app.screen.query_one(Input).value == "why so"
        await press(pilot, "enter")
        assert pilot.app.unsent.get(unit, DecisionKind.COMMENT).note == ""
        with demo.client_as(Role.ADMIN, "erin") as client:
            assert client.reviews.get(unit.id).comments[-1].text == "why so"
            client.reviews.undo("erp")
