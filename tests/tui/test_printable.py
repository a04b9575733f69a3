"""Names in hostile SQL do not reach the terminal as commands."""

from hypothesis import given
from hypothesis import strategies as st

from tui.printable import REPLACEMENT, to_printable


def test_an_escape_sequence_is_shown_and_not_obeyed():
    assert to_printable('"\x1b[2Jgone"') == f'"{REPLACEMENT}[2Jgone"'


def test_lines_become_one():
    assert to_printable("a\n\tb") == "a  b"


@given(st.text())
def test_whatever_comes_is_printable_and_as_long(text):
    assert to_printable(text).isprintable() or not text
    assert len(to_printable(text)) == len(text)
