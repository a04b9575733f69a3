"""Displayed lines: wrapping loses nothing, and nothing reaches the terminal as a command."""

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from tui.diff.content.diff_model import TextRange
from tui.diff.paint.display_line import break_line, hanging_indent, to_display_line


@given(st.text(alphabet=st.characters(exclude_characters="\n"), max_size=80))
def test_what_is_shown_holds_no_control_sequence(line):
    assert to_display_line(line).text.isprintable()


@given(st.text(alphabet=st.characters(exclude_characters="\n"), max_size=60))
def test_every_character_has_its_place(line):
    whole = to_display_line(line)
    assert whole.span(TextRange(0, len(line))) == (0, len(whole.text))


def test_tabs_go_to_the_next_stop():
    assert to_display_line("\tb\tc").text == "    b   c"


@given(st.text(alphabet="ab 漢é", max_size=90), st.integers(6, 40))
def test_a_broken_line_is_whole_and_each_piece_fits(text, width):
    pieces = break_line(text, width)
    assert "".join(text[piece.start : piece.end] for piece in pieces) == text
    for number, piece in enumerate(pieces):
        room = width if not number else width - hanging_indent(text, width)
        assert cell_len(text[piece.start : piece.end]) <= room


def test_a_line_breaks_behind_a_space():
    assert break_line("SELECT something FROM somewhere", 20)[0] == TextRange(0, 17)


def test_the_end_of_a_line_from_windows_is_no_sign():
    assert to_display_line("END;\r").text == "END;"
    assert to_display_line("a\rb").text == "a\N{REPLACEMENT CHARACTER}b"
    assert to_display_line("a\tb\r").span(TextRange(2, 4)) == TextRange(4, 5)
