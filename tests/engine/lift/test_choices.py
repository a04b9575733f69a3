"""An IF chain on one value is `match`, one on TG_OP is `on_event`, and EXISTS has keys of its own."""

import pytest

from engine.conversion import convert_file
from engine.lift.routines.body import lift_body
from engine.plpgsql import parse_body
from engine.proof.verdict import VerdictKind
from engine.source.split_file import split
from engine.spec.steps.arm import ChoiceArm
from engine.spec.steps.if_ import IfStep
from engine.spec.steps.match import MatchStep
from engine.spec.steps.nothing import NothingStep
from engine.spec.steps.on_event import OnEventStep
from engine.spec.steps.return_ import ReturnStep
from engine.spec.steps.step import Step


def lifted(text: str) -> Step:
    (step,) = lift_body(parse_body(f"BEGIN {text} END"), ("actions", 0)).steps
    return step


def chain(*conditions: str) -> Step:
    arms = " ELSIF ".join(f"{condition} THEN NULL; NULL;" for condition in conditions)
    return lifted(f"IF {arms} ELSE RETURN; END IF;")


def keys(step: Step) -> list[str]:
    assert isinstance(step, (MatchStep, OnEventStep))
    return [arm.key for arm in (step.cases if isinstance(step, MatchStep) else step.arms)]


def test_equal_constants_of_one_value_are_cases() -> None:
    step = chain("kind = 'a'", "(kind IN ('b', 'c'))", "kind = 4")
    assert isinstance(step, MatchStep)
    assert step.value == "kind"
    assert keys(step) == ["'a'", "'b', 'c'", "4"]
    assert step.default == (ReturnStep(),)


def test_the_value_may_be_a_field_or_a_call() -> None:
    field, call = chain("r.kind = 1", "R.Kind = 2"), chain("lower(x) = 'a'", "lower(x) = 'b'")
    assert isinstance(field, MatchStep) and field.value == "r.kind"
    assert isinstance(call, MatchStep) and call.value == "lower(x)"


@pytest.mark.parametrize(
    "conditions",
    [
        ("a = 1",),
        ("a = 1", "b = 2"),
        ("a = 1", "a = 1"),
        ("a = 1", "a = b"),
        ("a = 1", "a > 2"),
        ("a = 1", "a IN (2)"),
        ("a = 1", "a NOT IN (2, 3)"),
        ("a = 1", "a = 2 AND b"),
        ("a = 1", "a IN (SELECT 2)"),
        ("a = 1", "a /* why */ = 2"),
        ("a = 1", "a = 2 OR a = 3"),
        ("a + 1 = 1", "a + 1 = 2"),
    ],
)
def test_every_other_chain_is_an_if(conditions: tuple[str, ...]) -> None:
    assert isinstance(chain(*conditions), IfStep)


def test_events_of_a_trigger_are_keys() -> None:
    step = chain("TG_OP = 'INSERT'", "(tg_op = 'UPDATE') OR TG_OP = 'DELETE'")
    assert isinstance(step, OnEventStep)
    assert keys(step) == ["insert", "update or delete", "else"]


def test_a_list_of_events_keeps_its_spelling() -> None:
    assert keys(chain("TG_OP IN ('INSERT', 'UPDATE')")) == ["insert, update", "else"]


@pytest.mark.parametrize("condition", ["TG_OP = 'insert'", "TG_OP <> 'INSERT'", "TG_OP = 'INSERT' AND NEW.a"])
def test_other_tests_of_the_event_are_an_if(condition: str) -> None:
    assert isinstance(chain(condition), IfStep)


def test_one_plain_step_on_one_event_keeps_its_condition() -> None:
    assert lifted("IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;") == IfStep(
        condition="TG_OP = 'DELETE'", then=(ReturnStep(value="OLD"),)
    )


def test_a_comment_of_an_arm_is_its_note() -> None:
    step = lifted("IF a = 1 THEN NULL; ELSIF a = 2 THEN -- two\n NULL; END IF;")
    assert isinstance(step, MatchStep)
    assert step.cases[1] == ChoiceArm(key="2", note="two", then=(NothingStep(),))


@pytest.mark.parametrize(
    ("condition", "key"),
    [
        ("EXISTS (SELECT 1 FROM t)", "if_exists: SELECT 1 FROM t"),
        ("(NOT exists(SELECT 1 FROM t))", "unless_exists: SELECT 1 FROM t"),
        ("EXISTS (SELECT 1) OR a", "when: EXISTS (SELECT 1) OR a"),
        ("NOT (EXISTS (SELECT 1))", "when: NOT (EXISTS (SELECT 1))"),
    ],
)
def test_exists_is_a_key_with_its_query(condition: str, key: str) -> None:
    assert f"        {key}\n" in written(f"IF {condition} THEN RETURN 1; END IF;")


def test_exists_begins_a_step_with_branches() -> None:
    spec = written("\n -- known\n IF EXISTS (SELECT 1 FROM t) THEN RETURN 1; ELSE RETURN 2; END IF;")
    assert "      - if_exists: SELECT 1 FROM t\n        note: known\n        then:\n" in spec


def test_links_lead_to_the_steps_of_the_arms() -> None:
    sql = routine("IF a = 1 THEN RETURN 1; ELSIF a = 2 THEN RETURN 2; ELSE RETURN 3; END IF;")
    (conversion,) = convert_file(split(sql, "f.sql"))
    targets = {
        sql[each.sql.start : each.sql.end]: conversion.spec[each.yaml.start : each.yaml.end]
        for each in conversion.links
    }
    assert targets["RETURN 2;"].startswith("return: 2")
    assert targets["RETURN 3;"].startswith("return: 3")


def written(statements: str) -> str:
    """Return the proved spec of a routine with these statements."""
    (conversion,) = convert_file(split(routine(statements), "f.sql"))
    assert conversion.verdict is not None and conversion.verdict.kind is VerdictKind.PROVED
    return conversion.spec


def routine(statements: str) -> str:
    return f"CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql AS $$ BEGIN {statements} END $$;\n"
