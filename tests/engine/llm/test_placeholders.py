"""Literals leave as typed placeholders and come back as they were."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.llm.placeholders import hide_literals

ROUTINE = (
    "CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $fn$\n"
    "BEGIN\n  RETURN 'paid' || 'paid' || '2024-01-31';\nEND $fn$;"
)


def test_the_body_of_a_routine_is_entered() -> None:
    hidden = hide_literals(ROUTINE)
    assert "RETURN '<text 1>' || '<text 1>' || '<date 2>';" in hidden.text
    assert hidden.restore(hidden.text) == ROUTINE


@pytest.mark.parametrize(
    ("literal", "form"),
    [
        ("'12.5'", "number"),
        ("'a@b.example'", "address"),
        ("'https://x.example/a'", "link"),
        ("'0b4e7a40-0000-4000-8000-00000000000a'", "uuid"),
        ("""'{"a": 1}'""", "json"),
        ("E'it\\'s'", "text"),
        ("'%s of %I'", "format"),
        ("$$secret$$", "text"),
    ],
)
def test_a_placeholder_says_what_the_literal_looks_like(literal: str, form: str) -> None:
    assert hide_literals(f"SELECT {literal};").text == f"SELECT '<{form} 1>';"


def test_a_name_in_quotes_is_no_literal() -> None:
    assert hide_literals('SELECT "a b" FROM t').literals == {}


@given(st.lists(st.sampled_from(["'a'", "'b'", "$x$q$x$", "E'\\n'", " , ", "f(", ")", "1", "-- it's\n"]), max_size=12))
def test_restoring_gives_the_text_back(pieces: list[str]) -> None:
    sql = "SELECT " + " ".join(pieces)
    hidden = hide_literals(sql)
    assert hidden.restore(hidden.text) == sql
