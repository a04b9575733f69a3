"""An IF that only raises an error is `validate` or `reject`, exactly where its condition allows."""

import pytest

from engine.lift.routines.body import lift_body
from engine.plpgsql import parse_body
from engine.spec.steps.if_ import IfStep
from engine.spec.steps.reject import RejectStep
from engine.spec.steps.step import Step
from engine.spec.steps.validate import ValidateStep


def lifted(text: str) -> Step:
    (step,) = lift_body(parse_body(f"BEGIN {text} END"), ("actions", 0)).steps
    return step


def guard(condition: str) -> Step:
    return lifted(f"IF {condition} THEN RAISE EXCEPTION 'no'; END IF;")


@pytest.mark.parametrize(
    ("condition", "held"),
    [
        ("NOT found", "found"),
        ("NOT (a IS NULL AND found)", "a IS NULL AND found"),
        ("NOT ((a IS DISTINCT FROM b))", "a IS DISTINCT FROM b"),
        ("not a is true", "a is true"),
        ("NOT EXISTS (SELECT 1 FROM t)", "EXISTS (SELECT 1 FROM t)"),
        ("NOT (a) IS NULL", "(a) IS NULL"),
        ("NOT NOT found", "NOT found"),
    ],
)
def test_the_negation_of_a_condition_that_is_never_null_validates_it(condition: str, held: str) -> None:
    step = guard(condition)
    assert isinstance(step, ValidateStep)
    assert step.condition == held


@pytest.mark.parametrize(
    "condition",
    [
        "a IS NULL",
        "NOT a AND b",
        "(NOT a)",
        "NOT (a) OR (b)",
        "NOT a FROM t",
        "a NOT IN (1, 2)",
        "NOT (a BETWEEN 1 AND 2)",
        "NOT (a IS NULL OR b)",
        "NOT (SELECT a FROM t)",
        "NOT NOT a",
    ],
)
def test_every_other_condition_rejects(condition: str) -> None:
    step = guard(condition)
    assert isinstance(step, RejectStep)
    assert step.when == condition


def test_options_that_are_texts_are_written_as_texts() -> None:
    step = lifted("IF a THEN RAISE 'no' USING HINT = 'it''s', ERRCODE = 'P0002'; END IF;")
    assert isinstance(step, RejectStep)
    assert (step.options, step.using) == ((("hint", "it's"), ("errcode", "P0002")), ())


def test_message_arguments_and_options_come_along() -> None:
    step = lifted("IF a THEN RAISE 'it''s % at 50%%', b USING ERRCODE = 'P0002', HINT = h || 'x'; END IF;")
    assert isinstance(step, RejectStep)
    assert step.error == "it's % at 50%%"
    assert step.args == ("b",)
    assert step.using == (("errcode", "'P0002'"), ("hint", "h || 'x'"))


@pytest.mark.parametrize(
    "text",
    [
        "IF a THEN RAISE NOTICE 'x'; END IF;",
        "IF a THEN RAISE unique_violation; END IF;",
        "IF a THEN RAISE; END IF;",
        "IF a THEN RAISE EXCEPTION USING MESSAGE = 'x'; END IF;",
        "IF a THEN RAISE EXCEPTION 'x'; RETURN; END IF;",
        "IF a THEN RAISE EXCEPTION 'x'; ELSE END IF;",
        "IF a THEN RAISE EXCEPTION 'x'; ELSIF b THEN END IF;",
        "IF a THEN\n -- why\n RAISE EXCEPTION 'x'; END IF;",
        "IF a THEN RAISE EXCEPTION 'x'; -- why\n END IF;",
        "IF a /* why */ OR b THEN RAISE EXCEPTION 'x'; END IF;",
    ],
)
def test_anything_more_or_else_is_a_plain_if(text: str) -> None:
    assert isinstance(lifted(text), IfStep)


def test_a_comment_beside_the_head_is_the_guards_note() -> None:
    step = lifted("IF a THEN -- why\n RAISE EXCEPTION 'x'; END IF;")
    assert isinstance(step, RejectStep)
    assert step.note == "why"
