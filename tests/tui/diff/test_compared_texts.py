"""Compared texts: hunks hold exactly what differs, and rows hold every line once."""

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from tui.diff.content.changed_words import find_changed_words
from tui.diff.content.compared_texts import compare_proposal, compare_round_trip
from tui.diff.content.diff_model import TextRange
from tui.diff.content.differences import find_hunks

lines = st.lists(st.sampled_from(["a", "b", "c", "END IF;", ""]), max_size=30)
texts = lines.map("\n".join)


@dataclass(frozen=True)
class Given:
    number: int
    old_start: int
    old_end: int
    new_start: int
    new_end: int


@given(lines, lines)
def test_the_hunks_make_the_new_text_of_the_old(old, new):
    made, here = [], 0
    for hunk in find_hunks(old, new):
        made += old[here : hunk.lines[0].start] + new[slice(*hunk.lines[1])]
        here = hunk.lines[0].end
    assert made + old[here:] == new


@given(lines)
def test_a_text_does_not_differ_from_itself(text):
    assert list(find_hunks(text, text)) == []


@given(texts, texts, texts)
def test_three_texts_stand_beside_each_other_with_every_line_once(current, proposal, mine):
    model = compare_proposal(current, proposal, mine)
    for number, side in enumerate(model.sides):
        assert [r.lines[number] for r in model.rows if r.lines[number] is not None] == list(range(len(side.lines)))


@given(texts, texts, texts)
def test_lines_outside_of_hunks_are_equal(current, proposal, mine):
    model = compare_proposal(current, proposal, mine)
    for row in model.rows:
        if row.hunk is None:
            assert len({side.lines[line] for side, line in zip(model.sides, row.lines, strict=True)}) == 1


def test_thousands_of_equal_lines_with_thousands_of_changes_are_one_look():
    old = [line for n in range(5_000) for line in (f"step {n}", "IF x THEN", "  y := 1;", "END IF;")]
    new = [line for n in range(5_000) for line in (f"step {n}", "IF x THEN", "  y := 2;", "END IF;")]
    assert len(list(find_hunks(old, new))) == 5_000


def test_white_space_is_no_difference_of_a_round_trip():
    model = compare_round_trip("SELECT  1,\n    2;", "SELECT 1,\n2;")
    assert (model.hunks, len(model.rows)) == ((), 2)


def test_hunks_of_the_daemon_keep_their_numbers():
    model = compare_proposal("a\nb\nc\n", "a\nx\nc\n", hunks=[Given(7, 2, 2, 2, 2)])
    assert [(hunk.number, hunk.lines) for hunk in model.hunks] == [(7, (TextRange(1, 2), TextRange(1, 2)))]


def test_an_insertion_of_the_daemon_ends_before_its_start():
    model = compare_proposal("a\nc\n", "a\nb\nc\n", hunks=[Given(1, 2, 1, 2, 2)])
    assert [row.lines for row in model.rows] == [(0, 0), (None, 1), (1, 2)]


def test_hunks_of_other_texts_are_not_believed():
    model = compare_proposal("a\nb\nc\n", "a\nx\nc\n", hunks=[Given(1, 1, 1, 1, 1)])
    assert model.hunks[0].lines == (TextRange(1, 2), TextRange(1, 2))


def test_an_answer_is_shown_at_its_hunk():
    model = compare_proposal("a\nb\nc\n", "a\nx\nc\n").marked(1, accepted=True)
    assert model.hunks[0].accepted


def test_differing_words_are_found():
    old, new = find_changed_words("RETURN price * 2;", "RETURN price * rate;")
    assert (old, new) == ((TextRange(15, 16),), (TextRange(15, 19),))


def test_lines_with_little_in_common_have_no_changed_words():
    assert find_changed_words("RETURN 1;", "-- what was there before") == ((), ())


def test_an_empty_line_makes_no_difference_in_a_round_trip():
    model = compare_round_trip("BEGIN\n\nEND;", "BEGIN\nEND;\n\n")
    assert model.hunks == ()
    assert [row.lines for row in model.rows] == [(0, 0), (1, None), (2, 1), (None, 2)]


def test_what_does_differ_in_a_round_trip_is_counted_without_the_empty_lines():
    model = compare_round_trip("BEGIN\n\nRETURN 1;\nEND;", "BEGIN\nRETURN 2;\nEND;")
    assert [hunk.number for hunk in model.hunks] == [1]
    model = compare_round_trip("BEGIN\n\nx;\nRETURN 1;", "BEGIN\nx;\nRETURN 2;")
    assert [(hunk.number, hunk.lines[0]) for hunk in model.hunks] == [(1, TextRange(3, 4))]
