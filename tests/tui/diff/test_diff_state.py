"""The state of a diff: where the cursor goes, what is highlighted on both sides, what is selected."""

import pytest

from tests.tui.diff.test_align_rows import LINKS, SPEC, SQL
from tui.diff.content.compared_texts import compare_proposal
from tui.diff.content.diff_model import LinePlace, TextRange
from tui.diff.content.linked_texts import link_texts
from tui.diff.diff_state import DiffState
from tui.diff.sheet import DiffLayout


@pytest.fixture
def split():
    return DiffState(link_texts(SQL, SPEC, LINKS), DiffLayout.SPLIT)


@pytest.fixture
def alone():
    return DiffState(link_texts(SQL, SPEC, LINKS), DiffLayout.UNIFIED)


def lit(view):
    pairs = [(e.cells, view.looks(n)) for n, e in enumerate(view.sheet.entries)]
    return [cell for cells, looks in pairs for cell, look in zip(cells, looks, strict=True) if look.lit is not None]


def test_a_link_is_lit_on_both_sides(split):
    split.go_to(LinePlace(0, 3))
    assert lit(split) == [LinePlace(0, 3), LinePlace(1, 6)]


def test_an_outer_link_is_lit_at_its_head_and_has_a_bar_along_the_rest(split):
    split.go_to(LinePlace(0, 2))
    bars = [look.bar for number in range(len(split.sheet.entries)) for look in split.looks(number)[:1]]
    assert lit(split) == [LinePlace(0, 2), LinePlace(1, 4)]
    assert sum(bars) == 3


def test_the_next_link_is_one_further_down_and_the_one_before_further_up(split):
    split.go_to(LinePlace(0, 4))  # END IF, of the link that begins above it
    assert (split.follow_links(1), split.place) == (True, LinePlace(0, 5))
    split.go_to(LinePlace(0, 4))
    assert (split.follow_links(-1), split.place) == (True, LinePlace(0, 3))


def test_below_the_last_link_there_is_no_next(alone):
    alone.go(len(alone.sheet.entries) - 1)
    assert (alone.follow_links(1), alone.place) == (False, LinePlace(0, 7))


def test_one_side_alone_shows_every_line_of_it(alone):
    assert [entry.cells[0].line for entry in alone.sheet.entries] == list(range(8))


def test_going_over_keeps_the_link(alone):
    alone.go_to(LinePlace(0, 5))
    alone.lay(DiffLayout.UNIFIED, 1)
    assert (alone.place, alone.link.number) == (LinePlace(1, 7), 3)


def test_another_layout_keeps_the_line(split):
    split.go_to(LinePlace(0, 5))
    split.lay(DiffLayout.UNIFIED, 0)
    assert split.place == LinePlace(0, 5)


def test_unexplained_sql_is_found_and_then_no_more(split):
    assert (split.follow_gaps(1), split.place, split.follow_gaps(1)) == (True, LinePlace(0, 5), False)


def test_a_range_grows_with_the_cursor(split):
    split.go_to(LinePlace(0, 2))
    split.anchor = split.entry
    split.go_to(LinePlace(0, 5))
    assert split.lines == (0, TextRange(2, 6))
    assert split.text() == "\n".join(SQL.split("\n")[2:6])


def test_without_a_range_the_link_is_copied(split):
    split.go_to(LinePlace(0, 3))
    assert split.text() == "RETURN 10;"


def test_a_search_goes_around_the_end(split):
    assert [split.follow_text("return 20", 1), split.place.line, split.follow_text("create", 1), split.place.line] == [
        *(True, 5),
        *(True, 0),
    ]


def test_in_one_column_old_lines_are_above_new_ones():
    view = DiffState(compare_proposal("a\nb\nc\n", "a\nx\ny\nc\n"), DiffLayout.UNIFIED)
    assert [entry.cells[0] for entry in view.sheet.entries] == [
        *(LinePlace(0, 0), LinePlace(0, 1)),
        *(LinePlace(1, 1), LinePlace(1, 2), LinePlace(0, 2)),
    ]


def test_of_texts_a_link_is_the_next_difference():
    view = DiffState(compare_proposal("a\nb\nc\nd\n", "a\nx\nc\ny\n"), DiffLayout.SPLIT)
    assert [view.follow_links(1), view.hunk, view.follow_links(1), view.hunk, view.follow_links(1)] == [
        *(True, 1),
        *(True, 2),
        False,
    ]


def test_an_empty_deck_can_be_looked_at():
    view = DiffState(link_texts("", None, ()), DiffLayout.UNIFIED)
    assert (view.place, view.follow_links(1), view.text()) == (LinePlace(0, 0), False, "")
