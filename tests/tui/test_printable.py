"""Names in hostile SQL do not reach the terminal as orders."""

from hypothesis import given
from hypothesis import strategies as st

from tui.printable import INSTEAD, printable


def test_an_escape_sequence_is_shown_and_not_obeyed():
    assert printable('"\x1b[2Jgone"') == f'"{INSTEAD}[2Jgone"'


def test_lines_become_one():
    assert printable("a\n\tb") == "a  b"


@given(st.text())
def test_whatever_comes_is_printable_and_as_long(text):
    assert printable(text).isprintable() or not text
    assert len(printable(text)) == len(text)
