"""Fewer changes of style, and nothing that looks different."""

from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.diff.content.diff_model import TextRange
from tui.diff.paint.strip_diff import changed_cells, merge_styles

STYLES = [Style.parse(name) for name in ("red on black", "bold blue on black", "red on white", "underline on black")]
segments = st.lists(st.builds(Segment, st.sampled_from(["a", "if", " ", "   "]), st.sampled_from(STYLES)), max_size=12)


def looks(strip):
    """What is seen of every character: of a blank only its ground and what is drawn over it."""
    for text, style, _ in strip:
        for char in text:
            yield char, (style.bgcolor, style.underline) if char == " " else style


@given(segments)
def test_a_lean_strip_looks_the_same(parts):
    assert list(looks(merge_styles(parts))) == list(looks(parts))


@given(segments)
def test_a_lean_strip_has_no_more_segments(parts):
    assert len(list(merge_styles(parts))) <= len(parts)


@given(segments)
def test_a_lean_strip_does_not_differ_from_the_one_it_was_made_of(parts):
    assert changed_cells(Strip(parts), merge_styles(parts)) is None


def test_differing_cells_are_found():
    old, new = Strip([Segment("abcd", STYLES[0])]), Strip([Segment("aXcY", STYLES[0])])
    assert changed_cells(old, new) == TextRange(1, 4)
