"""Lines in cells: nothing is lost in breaking, and nothing reaches the terminal as a command."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.diff.model import Span
from tui.diff.shown import broken, hang, shown


@given(st.text(alphabet=st.characters(exclude_characters="\n"), max_size=80))
def test_what_is_shown_holds_no_control_sequence(line):
    assert shown(line).text.isprintable()


@given(st.text(alphabet=st.characters(exclude_characters="\n"), max_size=60))
def test_every_character_has_its_place(line):
    whole = shown(line)
    assert whole.span(Span(0, len(line))) == (0, len(whole.text))


def test_tabs_go_to_the_next_stop():
    assert shown("\tb\tc").text == "    b   c"


@given(st.text(alphabet="ab 漢é", max_size=90), st.integers(6, 40))
def test_a_broken_line_is_whole_and_each_piece_fits(text, width):
    pieces = broken(text, width)
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    for number, piece in enumerate(pieces):
        room = width if not number else width - hang(text, width)
        assert cell_len(text[piece.start : piece.end]) <= room


def test_a_line_breaks_behind_a_space():
    assert broken("SELECT something FROM somewhere", 20)[0] == Span(0, 17)


def test_the_end_of_a_line_from_windows_is_no_sign():
    assert shown("END;\r").text == "END;"
    assert shown("a\rb").text == "a\N{REPLACEMENT CHARACTER}b"
    assert shown("a\tb\r").span(Span(2, 4)) == Span(4, 5)
