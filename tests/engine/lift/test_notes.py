"""Comments go, without their marks, to what they describe."""

from typing import Any, cast

import pytest

from engine.lift.comment_notes import strip_comment_marks
from engine.lift.routines.body import LiftedBody, lift_body
from engine.plpgsql import parse_body
from engine.spec.steps.note import NoteStep


def lifted(text: str) -> LiftedBody:
    return lift_body(parse_body(text), ("actions", 0))


def only(text: str) -> Any:
    (step,) = lifted(f"BEGIN\n{text}\nEND").steps
    return step


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("-- a", "a"),
        ("--a  ", "a"),
        ("--   a", "  a"),
        ("/* a */", "a"),
        ("/* a\n   b */", "a\nb"),
        ("/**\n * a\n *   b\n */", "a\n  b"),
        ("/* a\r\n\r\n b\r\n*/", "a\n\nb"),
        ("--", ""),
    ],
)
def test_marks_are_taken_off(comment: str, words: str) -> None:
    assert strip_comment_marks(comment) == words


def test_a_comment_is_the_note_of_what_follows() -> None:
    assert only("-- one\n/* two */\nx := 1;").note == "one\ntwo"


def test_on_the_same_line_it_is_the_note_of_what_it_follows() -> None:
    first, second = lifted("BEGIN\nx := 1; -- about x\nPERFORM f();\nEND").steps
    assert (first.note, second.note) == ("about x", None)


def test_inside_of_a_slot_it_stays() -> None:
    step = only("x := a /* plus */ + b;")
    assert (step.set, step.note) == ((("x", "a /* plus */ + b"),), None)


def test_between_keyword_and_slot_it_goes_to_the_note() -> None:
    step = only("RETURN /* one */ a /* two */;")
    assert (step.value, step.note) == ("a", "one\ntwo")


def test_beside_the_head_of_a_branch_it_is_about_the_branch() -> None:
    step = only(
        "IF a THEN -- if\n x := 1;\n-- elsif\nELSIF b THEN -- too\n x := 2;\nELSE -- last\n x := 3;\nEND IF; -- end"
    )
    assert step.note == "if\nend"
    assert step.elseif[0].note == "elsif\ntoo"
    assert step.otherwise[0].note == "last"


def test_with_nothing_after_it_in_its_list_it_is_a_step() -> None:
    step = only("IF a THEN\n x := 1;\n -- done\nELSE\n -- nothing to do\nEND IF;")
    assert step.then[1] == NoteStep(note="done")
    assert step.otherwise == (NoteStep(note="nothing to do"),)


def test_cases_handlers_and_declarations_take_notes() -> None:
    body = lifted(
        "DECLARE\n x int; -- count\n -- name\n y text;\nBEGIN\n CASE a\n -- one\n WHEN 1 THEN NULL;\n END CASE;\n"
        "EXCEPTION\n -- gone\n WHEN no_data_found THEN -- too\n NULL;\nEND"
    )
    assert [each.note for each in body.declare] == ["count", "name"]
    (switch,) = body.steps
    assert switch.cases[0].note == "one"  # type: ignore[attr-defined]
    assert body.catch[0].note == "gone\ntoo"


def test_what_stands_before_the_block_or_after_it_is_about_the_routine() -> None:
    assert lifted("-- header\nBEGIN\n NULL;\nEND; -- footer").note == "header\nfooter"


def test_a_comment_of_a_raw_statement_stays_in_it() -> None:
    step = only("-- why\nSELECT a +; -- beside")
    assert step.note == "why\nbeside"
    inner = only("SELECT a /* in */ +;")
    assert (inner.raw, inner.note) == ("SELECT a /* in */ +", None)


def test_a_planner_hint_stays_with_its_statement() -> None:
    body = lifted(
        "BEGIN /*+ SeqScan(t) */ SELECT 1 INTO x; -- one\n/*+ A */\nINSERT INTO t (a) VALUES (1);\n"
        "RETURN QUERY /*+ B */ SELECT 2; /*+ C */ SELECT +; END"
    )
    query, insert, rows, raw = cast(tuple[Any, ...], body.steps)
    assert (query.query, query.note, body.note) == ("/*+ SeqScan(t) */ SELECT 1", "one", None)
    assert insert.sql == "/*+ A */\nINSERT INTO t (a) VALUES (1)"
    assert rows.query == "/*+ B */ SELECT 2"
    assert raw.raw == "/*+ C */ SELECT +"


def test_lines_without_a_word_are_not_part_of_a_note() -> None:
    assert only("-- ------\n-- one\n-- ======\nx := 1;").note == "one"
    assert only("--------\nx := 1;").note is None
