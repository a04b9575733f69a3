"""Layout between tokens is made plain; inside of a token nothing changes."""

import pytest

from engine.lift.layout import normalize_layout
from engine.lift.routines.body import lift_body
from engine.plpgsql import parse_body
from engine.plpgsql.lexer import tokenize


def laid(text: str) -> str:
    return normalize_layout(text, tokenize(text)[0])


def test_carriage_returns_blanks_at_line_ends_and_common_indentation_go() -> None:
    long = "a" * 70
    assert laid(f"SELECT {long}, \r\n      {long}\t\r\n    FROM t") == f"SELECT {long},\n  {long}\nFROM t"


def test_lines_that_begin_inside_a_literal_are_not_touched() -> None:
    assert laid("f('a  \n b',\n      c)") == "f('a  \n b',\nc)"


def test_an_empty_line_has_no_indentation_to_share() -> None:
    assert laid("a -- first\n\n    + b") == "a -- first\n+ b"


def test_the_same_text_at_any_indentation_lifts_to_the_same_slot() -> None:
    texts = []
    for indent in ("", "    ", "\t"):
        body = f"BEGIN\n{indent}SELECT a,\n{indent}  b\n{indent}INTO x\n{indent}FROM t\n{indent}WHERE c = '\n  ';\nEND"
        texts.append(lift_body(parse_body(body), ()).steps)
    assert texts[0] == texts[1] == texts[2]


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("SELECT a,\n       b\n  FROM t\n WHERE c = 1", "SELECT a, b FROM t WHERE c = 1"),
        ("f(\n  a,\n  b\n)", "f(a, b)"),
        ("a   +\n  b", "a + b"),
    ],
)
def test_a_text_that_fits_one_line_is_written_on_one(text: str, joined: str) -> None:
    assert laid(text) == joined


@pytest.mark.parametrize("text", ["a -- first\n+ b", "a /* first */\n+ b", "a\n-- then\n+ b", "f('a\n b',\nc)"])
def test_lines_beside_a_comment_or_a_literal_of_several_lines_are_not_joined(text: str) -> None:
    assert laid(text) == text


def test_lines_away_from_a_comment_are_joined() -> None:
    text = "a\n+ b\n+ c -- three\n+ d\n+ e\n/* all\n   of it */ + f"
    assert laid(text) == "a + b\n+ c -- three\n+ d + e\n/* all\n   of it */ + f"


def test_of_a_long_query_each_clause_keeps_its_line() -> None:
    long = ", ".join(f"column_{number}" for number in range(8))
    text = f"SELECT {long},\n  x\nFROM t\nJOIN u\n  USING (id)\nWHERE (SELECT 1\n  FROM v) = 1"
    assert laid(text) == f"SELECT {long}, x\nFROM t\nJOIN u USING (id)\nWHERE (SELECT 1 FROM v) = 1"


def test_joining_lines_again_changes_nothing() -> None:
    text = "\n".join(f"column_{number} +" for number in range(40)) + "\n1"
    assert laid(laid(text)) == laid(text)
