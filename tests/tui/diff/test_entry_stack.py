"""Entries of different height in a view: where a jump leads, and what is scrolled to."""

import pytest

from tui.diff.content.diff_model import TextRange
from tui.diff.paint.entry_stack import EntryStack

STACK = EntryStack((0, 1, 2, 22, 23, 24))  # the third entry is twenty lines high


@pytest.mark.parametrize(
    ("entry", "lines", "there"), [(0, 1, 1), (0, 5, 2), (2, 5, 3), (2, -5, 0), (4, 5, 4), (0, -5, 0), (4, -1, 3)]
)
def test_a_leap_leads_to_another_entry_where_there_is_one(entry, lines, there):
    assert STACK.leap(entry, lines) == there


def test_an_entry_higher_than_the_view_is_read_on_line_by_line_to_its_end():
    assert STACK.read_on(2, TextRange(2, 12), 1) == 11
    assert STACK.read_on(2, TextRange(12, 22), 1) is None
    assert STACK.read_on(2, TextRange(12, 22), -1) == 3
    assert STACK.read_on(2, TextRange(2, 12), -1) is None


def test_an_entry_that_fits_has_no_more_to_read():
    assert STACK.read_on(0, TextRange(0, 10), 1) is None


def test_what_is_in_view_scrolls_nothing():
    assert STACK.revealing(3, TextRange(15, 24)) == 15


def test_what_is_out_of_view_comes_to_its_middle():
    assert STACK.revealing(4, TextRange(0, 10)) == 18
    assert STACK.revealing(0, TextRange(12, 22)) == -5  # the widget goes no further than its top


def test_an_entry_higher_than_the_view_fills_it():
    assert STACK.revealing(2, TextRange(0, 10)) == 2
    assert STACK.revealing(2, TextRange(20, 30)) == 12
