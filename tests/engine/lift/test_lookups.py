"""A query and the IF about its result are one `lookup`."""

import pytest

from engine.lift.routines.body import lift_body
from engine.plpgsql import parse_body
from engine.spec.steps.lookup import LookupStep
from engine.spec.steps.return_ import ReturnStep
from engine.spec.steps.step import Steps

QUERY = "SELECT a INTO v FROM t;"


def lifted(text: str) -> Steps:
    return lift_body(parse_body(f"BEGIN {text} END"), ("actions", 0)).steps


@pytest.mark.parametrize(
    ("condition", "branch"),
    [
        ("NOT FOUND", "if_missing"),
        ("found", "if_found"),
        ("v IS NULL", "if_null"),
        ("(V is not null)", "if_not_null"),
    ],
)
def test_the_condition_names_the_branch(condition: str, branch: str) -> None:
    (step,) = lifted(f"{QUERY} IF {condition} THEN RETURN 1; ELSE RETURN 2; END IF;")
    assert step == LookupStep(
        query="SELECT a FROM t", into=("v",), otherwise=(ReturnStep(value="2"),), **{branch: (ReturnStep(value="1"),)}
    )


@pytest.mark.parametrize(("condition", "key"), [("NOT FOUND", "reject_if_missing"), ("v IS NULL", "reject_if_null")])
def test_an_error_is_a_rejection(condition: str, key: str) -> None:
    (step,) = lifted(f"{QUERY} IF {condition} THEN RAISE EXCEPTION 'no %', p USING ERRCODE = 'P0002'; END IF;")
    assert step == LookupStep(
        query="SELECT a FROM t", into=("v",), args=("p",), options=(("errcode", "P0002"),), **{key: "no %"}
    )


def test_a_perform_is_a_lookup_without_a_target() -> None:
    (step,) = lifted("PERFORM 1 FROM t; IF FOUND THEN RETURN 1; END IF;")
    assert step == LookupStep(query="SELECT 1 FROM t", if_found=(ReturnStep(value="1"),))


@pytest.mark.parametrize(
    "text",
    [
        "SELECT a INTO STRICT v FROM t; IF NOT FOUND THEN RETURN 1; END IF;",
        "SELECT a INTO v FROM t;\n -- why\n IF NOT FOUND THEN RETURN 1; END IF;",
        "SELECT a INTO v FROM t; IF w IS NULL THEN RETURN 1; END IF;",
        "SELECT a, b INTO v, w FROM t; IF v IS NULL THEN RETURN 1; END IF;",
        'SELECT a INTO "V" FROM t; IF "v" IS NULL THEN RETURN 1; END IF;',
        "SELECT a INTO v FROM t; IF NOT FOUND THEN RETURN 1; ELSIF b THEN RETURN 2; END IF;",
        "EXECUTE q INTO v; IF NOT FOUND THEN RETURN 1; END IF;",
        "UPDATE t SET a = 1; IF NOT FOUND THEN RETURN 1; END IF;",
        "PERFORM f(); IF a IS NULL THEN RETURN 1; END IF;",
    ],
)
def test_anything_more_or_else_is_two_steps(text: str) -> None:
    steps = lifted(text)
    assert len(steps) == 2
    assert not any(isinstance(step, LookupStep) for step in steps)
