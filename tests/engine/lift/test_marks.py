"""Routines and objects with marks of a template or of psql are lifted like others, with their marks in place."""

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


@pytest.mark.parametrize(
    "text",
    [
        "CREATE TABLE :S.jobs (id bigserial PRIMARY KEY, q text NOT NULL DEFAULT :'q', CHECK (id > {{ min }}));",
        'CREATE TABLE :"S".t (a {{ type }});',
        "CREATE INDEX ON {{ schema }}.t (a) WHERE b <> :'value';",
        "CREATE TRIGGER _1 AFTER UPDATE ON :Jobs FOR EACH ROW EXECUTE FUNCTION :Jobs_f('a');",
        "CREATE VIEW {{ schema }}.v AS SELECT '{{ inside }}' FROM {{ schema }}.t;",
        "CREATE TYPE :S.job_spec AS (identifier text);",
        "CREATE POLICY p ON {{s}}.t TO {{role}} USING (a = {{b}});",
        "CREATE SEQUENCE @extschema@.s INCREMENT BY 2;",
    ],
)
def test_an_object_with_marks_is_structured_and_proved(text: str) -> None:
    found = converted(text)
    assert (found.counts.raw, found.verdict and found.verdict.kind) == (0, "proved")
    again = converted(found.lowered)
    assert (again.spec, again.lowered) == (found.spec, found.lowered)


def test_the_name_of_a_unit_has_its_marks_and_no_others() -> None:
    assert converted("CREATE TYPE :S.job_spec AS (a text);").unit == ":S.job_spec"


@pytest.mark.parametrize(
    "text",
    [
        "COMMENT ON TABLE t IS :'text';",
        "CREATE TABLE t (a int {% if x %}, b int {% endif %});",
        "CREATE TABLE t (a int) {{ options }};",
    ],
)
def test_a_mark_without_a_place_in_the_spec_keeps_the_statement_whole(text: str) -> None:
    found = converted(text)
    assert (found.counts.raw, found.lowered.strip()) == (1, text)


def test_the_neutral_name_of_a_mark_is_refused_in_any_case() -> None:
    (unit,) = split("CREATE TABLE :S.t (a int);").units
    assert prove_unit(unit, "CREATE TABLE _s.t (a int);", None).kind == "unverified"


def test_an_unmarked_word_is_not_taken_for_a_mark() -> None:
    (unit,) = split("CREATE TABLE :S.t (_sx int);").units
    assert prove_unit(unit, "CREATE TABLE :S.t (:Sx int);", None).kind == "unverified"
