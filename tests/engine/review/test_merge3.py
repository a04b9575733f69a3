"""Merging two changed texts with the one that both began with."""

from hypothesis import given
from hypothesis import strategies as st

from engine.review.text.hunks import split_lines
from engine.review.text.merge3 import MergeConflict, merge3

texts = st.lists(st.sampled_from(["a", "b", "c", "  - d: é", ""]), max_size=12).map("\n".join)
BASE = "one\ntwo\nthree\nfour\nfive\n"


@given(texts, texts)
def test_what_only_one_side_changed_is_that_side(base, changed):
    assert merge3(base, changed, base).text == changed
    assert merge3(base, base, changed).text == changed


@given(texts, texts)
def test_what_both_changed_alike_is_no_conflict(base, changed):
    assert merge3(base, changed, changed).text == changed


@given(texts, texts, texts)
def test_neither_side_comes_before_the_other(base, mine, theirs):
    one, other = merge3(base, mine, theirs), merge3(base, theirs, mine)
    assert one.text == other.text
    assert [each.mine for each in one.conflicts] == [each.theirs for each in other.conflicts]


@given(texts, texts, texts)
def test_a_conflict_tells_the_lines_of_the_base_that_it_is_about(base, mine, theirs):
    for conflict in merge3(base, mine, theirs).conflicts:
        assert "".join(split_lines(base)[conflict.line - 1 :]).startswith(conflict.base)
        assert len({conflict.base, conflict.mine, conflict.theirs}) == 3


def test_changes_apart_are_both_taken():
    merged = merge3(BASE, BASE.replace("one", "ONE"), BASE.replace("five", "FIVE"))
    assert merged.text == "ONE\ntwo\nthree\nfour\nFIVE\n"


def test_a_line_that_both_changed_is_told_as_both_sides():
    merged = merge3(BASE, BASE.replace("three", "mine"), BASE.replace("three", "theirs"))
    assert merged.text is None
    assert merged.conflicts == (MergeConflict(3, "three\n", "mine\n", "theirs\n"),)


def test_lines_side_by_side_are_one_place():
    merged = merge3(BASE, BASE.replace("two", "mine"), BASE.replace("three", "theirs"))
    assert merged.conflicts == (MergeConflict(2, "two\nthree\n", "mine\nthree\n", "two\ntheirs\n"),)


def test_the_text_for_an_editor_marks_both_sides():
    merged = merge3(BASE, BASE.replace("three", "mine"), BASE.replace("three", "theirs"))
    assert merged.marked == "one\ntwo\n<<<<<<< yours\nmine\n=======\ntheirs\n>>>>>>> theirs\nfour\nfive\n"


def test_lines_added_at_one_place_by_both_are_a_conflict():
    merged = merge3("a\nb\n", "a\nmine\nb\n", "a\ntheirs\nb\n")
    assert merged.conflicts == (MergeConflict(2, "", "mine\n", "theirs\n"),)
