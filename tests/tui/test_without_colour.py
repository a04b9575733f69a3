"""Without colour every state is still visible: in lists, on badges, at the cursor and in the selection."""

import pytest

from daemon.wire.inbox import InboxItem
from daemon.wire.review import TrialInfo
from engine.review.standing import ReviewState
from tests.tui.conftest import commanded, deck, press
from tui.appearance.badges import LANE_BADGES, VERDICT_BADGES
from tui.inbox.unit_columns import UNIT_COLUMNS
from tui.lists.row_list import RowList
from tui.lists.table_column import fit_columns
from tui.review.unit_heading import heading_parts
from tui.widgets.choice_list import ChoiceList

WIDTHS = (40, 80, 160)
ITEM = {
    "id": 1,
    "project": "erp",
    "source": "a.sql",
    "kind": "function",
    "name": "f()",
    "entity": None,
    "state": "converted",
    "verdict": "proved",
    "lane": "review",
    "risk": (),
    "coverage": 1.0,
    "raw": 0,
    "lines": 1,
    "author": None,
    "asked": (),
    "approvals": (),
    "needed": 1,
    "proposals": 0,
    "comments": 0,
    "cluster": None,
    "alike": 1,
    "fault": None,
    "revision": 1,
    "changed": "2026-11-21T06:00:00Z",
}


def row(width, **changes):
    item = InboxItem(**{**ITEM, **changes})
    return tuple(column.cell(item).text for column, _ in fit_columns(UNIT_COLUMNS, width))


def badges(**changes):
    return tuple(str(part) for part in heading_parts(InboxItem(**{**ITEM, **changes}), None, blind=False))


@pytest.mark.parametrize("width", WIDTHS)
def test_every_state_of_a_unit_reads_otherwise_in_the_list(width):
    assert len({row(width, state=state.value) for state in ReviewState}) == len(ReviewState)


@pytest.mark.parametrize("width", WIDTHS)
def test_every_verdict_reads_otherwise_in_the_list(width):
    assert len({row(width, verdict=verdict) for verdict in VERDICT_BADGES}) == len(VERDICT_BADGES)


def test_every_lane_reads_otherwise_where_there_is_room_for_it():
    assert len({row(160, lane=lane) for lane in LANE_BADGES}) == len(LANE_BADGES)


def test_every_state_and_verdict_is_a_badge_of_its_own():
    assert len({badges(state=state.value) for state in ReviewState}) == len(ReviewState)
    assert len({badges(verdict=verdict) for verdict in VERDICT_BADGES}) == len(VERDICT_BADGES)


def test_a_risk_and_what_is_missing_are_said_in_words():
    assert {"risk money", "asked bob", "0/1 approvals"} <= set(badges(risk=("money",), asked=("bob",)))


def test_a_trial_is_shown_beside_the_verdict_of_the_proof_with_its_figures():
    sentence = "tested (196 cases, 100% of statements, 87% of 47 mutants killed, at most 1.53% differ at 95 %)"
    trial = TrialInfo("tested", sentence, (), "2026-11-30T20:00:00Z", {})
    shown = heading_parts(InboxItem(**{**ITEM, "verdict": "unverified"}), None, trial, blind=False)
    assert any("trial tested 196 cases, 100% of statements, 87% of 47 mutants killed" in str(part) for part in shown)
    assert not any("trial" in str(part) for part in heading_parts(InboxItem(**ITEM), None, trial, blind=True))
    same = heading_parts(InboxItem(**{**ITEM, "verdict": "tested"}), None, trial, blind=False)
    assert [str(part) for part in same[1:3]] == ["≈ tested", "196 cases, 100% of statements, 87% of 47 mutants killed"]


async def test_the_cursor_and_what_is_chosen_have_marks(demo):
    async with deck(demo) as pilot:
        await commanded(pilot, "theme mono")
        await press(pilot, "space")
        rows = pilot.app.screen.query_one(RowList)
        chosen, here, other = (rows.render_line(line).text[:2] for line in (1, 2, 3))
        assert (chosen, here, other) == (" *", "▌ ", "  ")


@pytest.mark.parametrize("keys", [("question_mark",), ("ctrl+p",), ("t",), ("enter", "i")])
async def test_the_highlight_of_a_list_of_choices_is_reversed(demo, keys):
    async with deck(demo) as pilot:
        await commanded(pilot, "theme mono")
        await press(pilot, *keys)
        choices = pilot.app.screen.query_one(ChoiceList)
        lines = [choices.render_line(line) for line in range(choices.size.height)]
        found = [at for at, line in enumerate(lines) if any(part.style and part.style.reverse for part in line)]
        assert found == list(range(found[0], found[0] + len(found)))  # the lines of one choice, and not of the others
        assert len(found) < len([line for line in lines if line.text.strip()])
