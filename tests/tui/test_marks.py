"""Every state is told by a glyph and a word, so that it is seen without any colour."""

from itertools import combinations

import pytest
from rich.cells import cell_len

from daemon.wire.job import State as JobState
from engine.review.standing import State
from tui.marks import JOBS, LANES, STATES, VERDICTS, mark

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


def test_a_word_of_a_newer_daemon_is_shown_as_it_came():
    assert str(mark(STATES, "pondered")) == "* pondered"
