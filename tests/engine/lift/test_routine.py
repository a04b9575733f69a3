"""The header of a routine becomes the params, result and traits of an action."""

from typing import Any

import pytest

from engine.lift.routines.routine import lift_routine
from engine.source.split_file import split
from engine.spec.document.action import Action, Param, ResultColumn, ReturnsTable, Traits
from engine.spec.steps.query import QueryStep
from engine.spec.steps.raw import RawStep
from engine.spec.steps.return_ import ReturnStep
from engine.spec.steps.sql import SqlStep

BODY = "LANGUAGE plpgsql AS $$BEGIN NULL; END$$"


def action(text: str) -> Action:
    (unit,) = split(f"{text};").units
    return lift_routine(unit).spec.actions[0]


@pytest.mark.parametrize(
    ("written", "param"),
    [
        ("a int", Param(name="a", type="int")),
        ("IN a int", Param(name="a", type="int")),
        ("a IN int", Param(name="a", type="int")),
        ("int", Param(type="int")),
        ("OUT double precision", Param(type="double precision", mode="out")),
        ("IN OUT a int", Param(name="a", type="int", mode="inout")),
        ('VARIADIC "A b" text[]', Param(name='"A b"', type="text[]", mode="variadic")),
        ("a numeric(12, 2) DEFAULT f(1, 2)", Param(name="a", type="numeric(12, 2)", default="f(1, 2)")),
        ("a s.t.c%TYPE = NULL", Param(name="a", type="s.t.c%TYPE", default="NULL")),
        ('"lower" SETOF x', Param(name="lower", type="SETOF x")),
    ],
)
def test_parameters_keep_type_and_default_as_written(written: str, param: Param) -> None:
    assert action(f"CREATE FUNCTION f({written}) RETURNS int {BODY}").params == (param,)


@pytest.mark.parametrize(
    ("written", "returns"),
    [
        ("RETURNS SETOF s.t", "SETOF s.t"),
        ("RETURNS timestamp with time zone", "timestamp with time zone"),
        ("RETURNS t.c%TYPE", "t.c%TYPE"),
        ("RETURNS int[]", "int[]"),
        (
            'RETURNS TABLE ("order" int, b numeric(1, 2))',
            ReturnsTable(
                table=(ResultColumn(name='"order"', type="int"), ResultColumn(name="b", type="numeric(1, 2)"))
            ),
        ),
    ],
)
def test_results(written: str, returns: object) -> None:
    assert action(f"CREATE FUNCTION f() {written} {BODY}").returns == returns


@pytest.mark.parametrize(
    ("attributes", "traits"),
    [
        ("VOLATILE", {}),
        ("IMMUTABLE LEAKPROOF", {"volatility": "immutable", "leakproof": True}),
        ("STABLE NOT LEAKPROOF", {"volatility": "stable", "leakproof": False}),
        ("RETURNS NULL ON NULL INPUT", {"strict": True}),
        ("CALLED ON NULL INPUT", {"strict": False}),
        ("EXTERNAL SECURITY DEFINER", {"security": "definer"}),
        ("SECURITY INVOKER WINDOW", {"security": "invoker", "window": True}),
        ("COST 0.5 ROWS 10 SUPPORT s.f", {"cost": "0.5", "rows": "10", "support": "s.f"}),
        ("PARALLEL SAFE", {"parallel": "safe"}),
        ("TRANSFORM FOR TYPE hstore, FOR TYPE s.t", {"transform": ("hstore", "s.t")}),
        (
            "SET search_path TO a, \"B\" SET work_mem = '1MB' SET a.b FROM CURRENT SET c = -1",
            {"set": (("search_path", 'a, "B"'), ("work_mem", "'1MB'"), ("a.b", "FROM CURRENT"), ("c", "-1"))},
        ),
    ],
)
def test_attributes(attributes: str, traits: dict[str, Any]) -> None:
    found = action(f"CREATE FUNCTION f() RETURNS SETOF int {attributes} {BODY}").traits
    assert found == Traits(language="plpgsql", **traits)


@pytest.mark.parametrize("language", ["plpgsql", "PLPGSQL", "'plpgsql'", '"plpgsql"'])
def test_a_language_is_a_name_however_it_is_written(language: str) -> None:
    traits = action(f"CREATE OR REPLACE FUNCTION f() RETURNS int LANGUAGE {language} AS 'BEGIN NULL; END'").traits
    assert traits == Traits(language="plpgsql", replace=True)


def test_a_procedure_and_its_schema() -> None:
    (unit,) = split(f'CREATE PROCEDURE "S".p() {BODY};').units
    spec = lift_routine(unit).spec
    assert (spec.schema, spec.actions[0].name, spec.actions[0].kind) == ('"S"', "p", "procedure")


def test_bodies_of_language_sql() -> None:
    quoted = action("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT ''a''; DELETE FROM ONLY t'")
    atomic = action("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2; END")
    value = action("CREATE FUNCTION f(a int) RETURNS int RETURN a + 1")
    assert quoted.steps == (QueryStep(query="SELECT 'a'"), SqlStep(sql="DELETE FROM ONLY t"))
    assert (atomic.body, atomic.steps) == ("atomic", (QueryStep(query="SELECT 1"), QueryStep(query="SELECT 2")))
    assert (value.body, value.steps) == ("return", (ReturnStep(value="a + 1"),))


def test_into_stays_in_a_body_of_language_sql() -> None:
    found = action("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1 INTO t'")
    assert found.steps == (QueryStep(query="SELECT 1 INTO t"),)


def test_bodies_of_other_languages() -> None:
    linked = action("CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'o''bj', 'sym'")
    foreign = action("CREATE FUNCTION f() RETURNS int LANGUAGE plperl AS $$ return 'x'; $$")
    assert (linked.as_, linked.steps) == (("o'bj", "sym"), ())
    assert foreign.steps == (RawStep(raw=" return 'x'; ", reason="a language without steps"),)


def test_comments_of_a_header() -> None:
    found = action(
        "CREATE FUNCTION f( -- takes\n a int, -- the a\n -- the b\n b int\n) /* gives */ RETURNS int\n-- body\n" + BODY
    )
    assert [param.note for param in found.params] == ["takes\nthe a", "the b"]
    assert found.note == "gives\nbody"


def test_a_body_that_is_no_block_is_one_raw_step_with_its_reason() -> None:
    (unit,) = split("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'x := 1;';").units
    lifted = lift_routine(unit)
    assert lifted.refused == 'expected BEGIN, found "x"'
    assert lifted.spec.actions[0].steps == (RawStep(raw="x := 1;", reason='expected BEGIN, found "x"'),)
