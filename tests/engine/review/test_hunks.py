"""Hunks: where two texts differ by lines, and any choice of these places."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.review.refusal import Refusal
from engine.review.text.hunks import Hunk, apply_hunks, find_hunks, split_lines

texts = st.lists(st.sampled_from(["a", "b", "c", "  - d: é", ""]), max_size=12).map("\n".join)
TEN = "".join(f"{number}\n" for number in range(10))


@given(texts, texts)
def test_all_hunks_make_the_new_text(old, new):
    assert apply_hunks(old, new, range(1, len(find_hunks(old, new)) + 1)) == new


@given(texts, texts)
def test_no_hunk_leaves_the_old_text(old, new):
    assert apply_hunks(old, new, ()) == old


@given(texts, texts, st.data())
def test_what_is_not_taken_is_all_that_still_differs(old, new, data):
    numbers = range(1, len(find_hunks(old, new)) + 1)
    chosen = data.draw(st.sets(st.sampled_from(numbers))) if numbers else set()
    part = apply_hunks(old, new, chosen)
    assert apply_hunks(part, new, range(1, len(find_hunks(part, new)) + 1)) == new


@given(texts, texts)
def test_hunks_stand_in_order_and_do_not_touch(old, new):
    found = find_hunks(old, new)
    assert all(one.old_end < then.old_start or one.new_end < then.new_start for one, then in pairwise(found))


@given(texts, texts)
def test_equal_texts_have_no_hunks_and_others_have(old, new):
    assert (find_hunks(old, new) == ()) == (old == new)


def test_a_line_that_is_added_has_an_empty_range_in_the_old_text():
    assert find_hunks(TEN, TEN.replace("4\n", "4\nnew\n")) == (Hunk(5, 5, 5, 6),)


def test_a_missing_line_feed_at_the_end_is_a_difference():
    assert find_hunks("a\nb", "a\nb\n") == (Hunk(1, 2, 1, 2),)


def test_only_a_line_feed_ends_a_line():
    assert split_lines("a\u2028b\x0bc\nd") == ["a\u2028b\x0bc\n", "d"]


def test_a_hunk_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(Refusal) as refusal:
        apply_hunks("a\n", "b\n", {2})
    assert refusal.value.code == "review.hunk"
    assert "1 to 1" in refusal.value.hint


def test_texts_with_countless_equal_lines_differ_in_one_place_at_once():
    old, new = "x\n" + "a\n" * 50_000 + "y\n", "z\n" + "a\n" * 49_000 + "w\n"
    assert find_hunks(old, new) == (Hunk(0, 50_002, 0, 49_002),)
