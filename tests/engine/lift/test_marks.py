"""Routines with marks of a template or of psql are lifted like others, their marks where they stood."""

import pytest

from engine.conversion import Conversion, convert_file, prove_unit
from engine.source.split_file import split


def converted(text: str) -> Conversion:
    (found,) = convert_file(split(text))
    return found


BODY = "BEGIN PERFORM @extschema@.g('@extschema@.t'); -- @extschema@\n RETURN; END"


@pytest.mark.parametrize(
    "text",
    [
        f"CREATE FUNCTION @extschema@.f() RETURNS void LANGUAGE plpgsql AS $${BODY}$$;",
        "CREATE FUNCTION {{ schema }}.f() RETURNS int LANGUAGE sql AS $$SELECT 1$$;",
        "CREATE FUNCTION :s.f(a :s.t) RETURNS int LANGUAGE plpgsql AS $$BEGIN RETURN a FROM :s.t; END$$;",
    ],
)
def test_marks_come_back_and_the_rest_is_structured_and_proved(text: str) -> None:
    found = converted(text)
    assert found.counts.raw == 0
    assert found.verdict
    assert found.verdict.kind == "proved", found.verdict.difference
    again = converted(found.lowered)
    assert (again.spec, again.lowered) == (found.spec, found.lowered)


def test_a_mark_stands_in_the_spec_as_it_was_written() -> None:
    found = converted(f"CREATE FUNCTION @extschema@.f() RETURNS void LANGUAGE plpgsql AS $${BODY}$$;")
    assert "perform: \"@extschema@.g('@extschema@.t')\"" in found.spec
    assert "note: '@extschema@'" in found.spec or 'note: "@extschema@"' in found.spec


def test_a_language_that_is_no_name_keeps_its_quotes() -> None:
    found = converted("CREATE FUNCTION f() RETURNS int LANGUAGE '@@py@@' AS $$ x $$;")
    assert "LANGUAGE '@@py@@'" in found.lowered


@pytest.mark.parametrize(("name", "value"), [("f", "{{x}}"), ("f", "@extschema@.g()"), ("{{schema}}.f", "1")])
def test_beside_a_mark_no_variable_is_renamed_since_what_replaces_it_may_name_one(name: str, value: str) -> None:
    text = f"CREATE FUNCTION {name}() RETURNS int LANGUAGE plpgsql AS $$DECLARE v int; BEGIN v := {value}; END$$"
    (unit,) = split(text).units
    assert prove_unit(unit, text, None).kind == "proved"
    assert prove_unit(unit, text.replace("v int", "w int").replace("v :=", "w :="), None).kind == "unverified"
