"""Layout between tokens is made plain; inside of a token nothing changes."""

from engine.lift.layout import normalize_layout
from engine.lift.routines.body import lift_body
from engine.plpgsql import parse_body
from engine.plpgsql.lexer import tokenize


def laid(text: str) -> str:
    return normalize_layout(text, tokenize(text)[0])


def test_carriage_returns_blanks_at_line_ends_and_common_indentation_go() -> None:
    assert laid("SELECT a, \r\n      b\t\r\n    FROM t") == "SELECT a,\n  b\nFROM t"


def test_lines_that_begin_inside_a_literal_are_not_touched() -> None:
    assert laid("f('a  \n b',\n      c)") == "f('a  \n b',\nc)"


def test_an_empty_line_has_no_indentation_to_share() -> None:
    assert laid("a\n\n    + b") == "a\n\n+ b"


def test_the_same_text_at_any_indentation_lifts_to_the_same_slot() -> None:
    texts = []
    for indent in ("", "    ", "\t"):
        body = f"BEGIN\n{indent}SELECT a,\n{indent}  b\n{indent}INTO x\n{indent}FROM t\n{indent}WHERE c = '\n  ';\nEND"
        texts.append(lift_body(parse_body(body), ()).steps)
    assert texts[0] == texts[1] == texts[2]
