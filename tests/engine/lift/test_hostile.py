"""Hostile routines end in a result or in a reported error, and never take the file with them."""

import json

import pytest

from engine.conversion import Conversion, convert_file
from engine.source.split_file import split

FIELDS = (
    "file unit kind language span ok error verdict obligations statements structured raw opaque_tokens tokens "
    "coverage seconds entity spec lowered"
)
DEEP = 10_000
BODIES = {
    "parentheses": f"BEGIN x := {'(' * DEEP}1{')' * DEEP}; END",
    "parentheses never closed": f"BEGIN x := {'(' * DEEP}1; END",
    "chain": f"BEGIN x := {'1 + ' * DEEP}1; END",
    "chain under NOT": f"BEGIN IF NOT ({'a AND ' * DEEP}a) THEN RAISE EXCEPTION 'x'; END IF; END",
    "blocks": "BEGIN " * 500 + "NULL; " + "END; " * 500,
    "handlers": "BEGIN " + "BEGIN NULL; EXCEPTION WHEN others THEN " * 60 + "NULL; " + "END; " * 60 + "END",
    "cases": "BEGIN " + "CASE WHEN a THEN " * 60 + "NULL; " + "END CASE; " * 60 + "END",
    "literal": f"BEGIN x := '{'a' * 1_000_000}'; END",
    "never ended": "BEGIN IF a THEN",
    "literal never ended": "BEGIN x := 'a; END",
    "empty": "",
    "garbage": "]] THEN := ;; END",
}


def converted(body: str) -> list[Conversion]:
    routine = f"CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $f${body}$f$;\n"
    return list(convert_file(split(f"{routine}CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1';")))


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_a_hostile_body_gives_a_spec_or_an_error_and_the_next_unit_is_converted(body: str) -> None:
    first, second = converted(body)
    assert first.spec or first.fault
    assert first.ok or (first.fault and first.fault.sentence)
    assert second.verdict and second.verdict.kind == "proved"


def test_a_body_that_was_not_understood_is_never_called_proved_and_ok() -> None:
    first, _ = converted("BEGIN IF a THEN")
    assert first.fault
    assert first.fault.code == "lift.body"
    assert first.verdict and first.verdict.kind != "proved"
    assert first.coverage == 0


def test_the_record_of_a_conversion_has_exactly_the_fields_of_the_contract() -> None:
    record = converted("BEGIN NULL; END")[0].to_json()
    assert " ".join(record) == FIELDS
    assert json.loads(json.dumps(record)) == record
    assert record["span"] == {"start": 0, "end": 75}
    assert (record["ok"], record["error"], record["verdict"], record["coverage"]) == (True, None, "proved", 1.0)


def test_the_comments_above_a_routine_and_beside_its_end_are_its_note() -> None:
    text = "-- about f\n/* more */\nCREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1'; -- end of f\n"
    text += "CREATE FUNCTION g() RETURNS int LANGUAGE sql AS 'SELECT 1';"
    first, second = convert_file(split(text))
    assert "note: |-\n      about f\n      more\n      end of f\n" in first.spec
    assert "note" not in second.spec


def test_a_statement_that_does_not_parse_is_reported_with_its_place() -> None:
    text = "SELECT 1;\nCREATE FUNCTION f( RETURNS int LANGUAGE sql AS 'SELECT 1';\n"
    found = list(convert_file(split(text)))[-1]
    assert not found.ok
    assert found.fault
    assert found.fault.place
    assert found.spec


def test_a_header_without_a_shape_is_carried_whole_and_says_why() -> None:
    text = "CREATE FUNCTION f() RETURNS int STABLE IMMUTABLE LANGUAGE plpgsql AS $$BEGIN NULL; RETURN 1; END$$;"
    (found,) = convert_file(split(text))
    assert found.ok
    assert "reason: an attribute is given twice" in found.spec
    assert (found.counts.statements, found.counts.raw, found.coverage) == (2, 2, 0.0)
    assert found.verdict and found.verdict.kind == "proved"
