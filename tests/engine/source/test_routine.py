"""Each character of a body stands where the map says."""

import pytest

from engine.source.routine_body import RoutineBody, routine_body
from engine.source.split_file import split


def body_of(text: str) -> RoutineBody:
    found = routine_body(split(text).units[0])
    assert found is not None
    return found


@pytest.mark.parametrize(
    "literal", ["$$ a; é b $$", "$q$ a $q$", "' it''s b '", "E'a\\nb''c\\x41\\u00e9z'", "'one '\n  'two'", "''"]
)
def test_the_map_leads_to_the_character_it_was_read_from(literal):
    text = f"/* head */ CREATE FUNCTION f(a text DEFAULT 'x') RETURNS text LANGUAGE sql AS {literal};"
    body = body_of(text)
    for at, letter in enumerate(body.text):
        place = body.place(at)
        assert text[place] == letter or text[place] == "\\"


def test_an_atomic_body_runs_from_begin_to_end():
    body = body_of("CREATE FUNCTION f() RETURNS int\nBEGIN ATOMIC\n  SELECT 1;\nEND ;")
    assert (body.form, body.text) == ("atomic", "BEGIN ATOMIC\n  SELECT 1;\nEND")


def test_a_return_body_runs_to_the_semicolon():
    body = body_of("CREATE FUNCTION f() RETURNS int RETURN 1 + 2;")
    assert (body.form, body.text) == ("return", "RETURN 1 + 2")


def test_a_routine_of_a_library_has_no_body():
    assert routine_body(split("CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'lib', 'f';").units[0]) is None
