"""Every state is told by a glyph and a word, so that it is seen without any colour."""

from itertools import combinations

import pytest
from rich.cells import cell_len

from daemon.wire.job import State as JobState
from engine.review.standing import State
from themes.shelf import built_in
from tui.comfort.colours import as_textual
from tui.marks import JOBS, LANES, STATES, VERDICTS, mark
from tui.review.title import COLOURS

APART = ("in review", "flagged", "approved", "rejected", "drifted")
TABLES = {"states": STATES, "verdicts": VERDICTS, "lanes": LANES, "jobs": JOBS}


@pytest.mark.parametrize("marks", TABLES.values(), ids=TABLES)
def test_no_two_words_of_a_table_share_a_glyph(marks):
    assert [(a.word, b.word) for a, b in combinations(marks.values(), 2) if a.glyph == b.glyph] == []


@pytest.mark.parametrize("marks", TABLES.values(), ids=TABLES)
def test_every_glyph_is_one_cell_wide(marks):
    assert {each.word: cell_len(each.glyph) for each in marks.values() if cell_len(each.glyph) != 1} == {}


def test_every_state_of_a_unit_and_of_a_job_has_a_mark():
    assert set(STATES) == {state.value for state in State}
    assert set(JOBS) == {state.value for state in JobState}


@pytest.mark.parametrize(
    "theme", [theme for theme in built_in().values() if theme.name != "mono"], ids=lambda t: t.name
)
def test_what_waits_for_somebody_has_another_ink_than_what_is_settled_or_drifted(theme):
    inks = as_textual(theme)
    colours = {**{name: getattr(inks, name) for name in ("success", "warning", "error")}, **inks.variables}
    used = [colours[COLOURS[STATES[word].tone].removeprefix("$")] for word in APART]
    assert len(set(used)) == len(APART)


def test_a_word_of_a_newer_daemon_is_shown_as_it_came():
    assert str(mark(STATES, "pondered")) == "* pondered"
