"""What is not understood stays as written, with a reason, and what follows is read again."""

import pytest

from engine.plpgsql import parse_body, tree
from engine.plpgsql.embedded_sql import embedded_sql_error
from engine.plpgsql.lexer import LexError, tokenize
from engine.plpgsql.statement_list import MAX_DEPTH


def test_reading_goes_on_after_the_semicolon_of_its_level() -> None:
    body = parse_body("BEGIN x := 1; FETCH ALL FROM c; y := 2; END")
    assert body.block
    kinds = [type(step) for step in body.block.steps]
    assert kinds == [tree.Assign, tree.Opaque, tree.Assign]
    (found,) = body.opaque
    assert found.text == "FETCH ALL FROM c;"
    assert "INTO" in found.reason


def test_a_compound_statement_is_opaque_through_its_own_end() -> None:
    body = parse_body("BEGIN FOR i LOOP IF b THEN x := CASE WHEN a THEN 1 END; END IF; END LOOP; y := 2; END")
    assert body.block
    first, second = body.block.steps
    assert isinstance(first, tree.Opaque) and first.text.endswith("END IF; END LOOP;")
    assert isinstance(second, tree.Assign)


def test_a_block_with_declarations_is_opaque_as_a_whole() -> None:
    body = parse_body("BEGIN DECLARE x int; BEGIN EXCEPTION x; END; y := 2; END")
    assert body.block
    assert [type(step) for step in body.block.steps] == [tree.Opaque, tree.Assign]


def test_a_body_without_an_end_is_opaque_and_says_so() -> None:
    body = parse_body("BEGIN IF a THEN x := 1;")
    assert body.block is None
    assert body.opaque[0].reason == "expected END, found the end of the text"


def test_what_follows_the_last_end_is_opaque() -> None:
    body = parse_body("BEGIN NULL; END; SELECT 1;")
    assert body.block
    assert body.opaque[-1].text == "SELECT 1;"


@pytest.mark.parametrize("text", ["", "  ", "-- nothing\n"])
def test_an_empty_body_is_reported(text: str) -> None:
    assert parse_body(text).opaque[0].reason == "the body is empty"


@pytest.mark.parametrize(("text", "part"), [("BEGIN x := 'a; END", "unterminated"), ("BEGIN \0 END", "NUL")])
def test_what_the_lexer_refuses_is_reported(text: str, part: str) -> None:
    assert part in parse_body(text).opaque[0].reason


def test_what_nests_too_deep_is_opaque_and_the_rest_is_not() -> None:
    body = parse_body("BEGIN " * 500 + "NULL; " + "END; " * 500)
    assert body.block
    assert str(MAX_DEPTH) in body.opaque[0].reason


def test_ten_thousand_parentheses_end_in_a_complaint() -> None:
    body = parse_body(f"BEGIN x := {'(' * 10_000}1{')' * 10_000}; END")
    assert body.block
    (step,) = body.block.steps
    assert isinstance(step, tree.Assign)
    assert embedded_sql_error(step.value)


def test_a_fragment_is_checked_as_the_server_takes_it() -> None:
    body = parse_body("DECLARE t a.b%TYPE[]; BEGIN x := a FROM t; PERFORM f(); CALL p(1); RETURN QUERY SELECT 1; END")
    assert body.block
    (variable,), (assign, perform, call, rows) = body.block.declarations, body.block.steps
    assert isinstance(variable, tree.Variable) and embedded_sql_error(variable.type) is None
    assert isinstance(assign, tree.Assign) and embedded_sql_error(assign.value) is None
    assert isinstance(perform, tree.Perform) and embedded_sql_error(perform.query) is None
    assert isinstance(call, tree.Call) and embedded_sql_error(call.call) is None
    assert (
        isinstance(rows, tree.ReturnQuery)
        and isinstance(rows.query, tree.Fragment)
        and embedded_sql_error(rows.query) is None
    )


def test_a_fragment_that_the_grammar_refuses_is_told_why() -> None:
    body = parse_body("BEGIN x := a +; END")
    assert body.block
    (step,) = body.block.steps
    assert isinstance(step, tree.Assign)
    assert embedded_sql_error(step.value) == "syntax error at end of input"


def test_the_place_of_an_unread_text_is_right_where_letters_have_accents() -> None:
    text = "-- ééé ça\nBEGIN x := 'é'; y := 'open"
    with pytest.raises(LexError) as refused:
        tokenize(text)
    assert text[refused.value.position :] == "'open"
