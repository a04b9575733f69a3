"""Coverage marks: one for each statement, and one for each branch without statements."""

import pytest

from engine.source.split_file import split
from engine.trial.coverage.covered import coverage, points_reached
from engine.trial.coverage.instrument import PREFIX, CoveragePlan, coverage_plan
from engine.trial.observe.observation import Observation, ServerMessage
from engine.trial.routine.body_view import body_view
from engine.trial.routine.routine_text import routine_text


def plan(body: str, language: str = "plpgsql") -> CoveragePlan:
    sql = f"CREATE FUNCTION f(a int) RETURNS int LANGUAGE {language} AS $${body}$$;"
    return coverage_plan(body_view(routine_text(split(sql, "x.sql").units[0])))


def seen(*points: int) -> Observation:
    return Observation(notices=tuple(ServerMessage("NOTICE", "00000", f"{PREFIX}{point}") for point in points))


def test_an_if_without_else_gets_a_branch_of_its_own():
    found = plan("BEGIN IF a > 1 THEN RETURN 1; END IF; RETURN 2; END")
    assert f"ELSE RAISE NOTICE '{PREFIX}3'; END IF;" in found.routine.body
    assert len(found.statements) == 3
    assert set(found.branches) == {1, 3}


@pytest.mark.parametrize(
    ("body", "branches"),
    [
        ("IF a > 1 THEN ELSIF a > 2 THEN ELSE END IF;", 3),
        ("CASE a WHEN 1 THEN WHEN 2 THEN NULL; ELSE END CASE;", 3),
        ("IF a > 1 THEN BEGIN END; END IF;", 2),
        ("WHILE a > 1 LOOP END LOOP;", 1),
        ("<<outer>> FOR i IN 1..2 LOOP <<inner>> BEGIN NULL; END; END LOOP;", 1),
        ("BEGIN a := 1; EXCEPTION WHEN division_by_zero OR others THEN END;", 1),
    ],
)
def test_an_arm_without_statements_has_a_point_of_its_own(connection, body, branches):
    found = plan(f"BEGIN {body} RETURN 1; END")
    assert len(set(found.branches)) == branches
    assert connection.run(found.routine.text).error is None


def test_handlers_and_loops_are_branches():
    found = plan("BEGIN FOR i IN 1..2 LOOP a := 1; END LOOP; EXCEPTION WHEN OTHERS THEN RETURN 0; END")
    assert len(found.branches) == 2


def test_shares_count_what_some_run_reached():
    found = plan("BEGIN IF a > 1 THEN RETURN 1; END IF; RETURN 2; END")
    reached = points_reached(found, seen(0, 1))
    shares = coverage(found, reached)
    assert (round(shares.statements, 2), shares.branches) == (0.67, 0.5)
    assert len(shares.missed) == 1


def test_a_sql_body_is_covered_by_a_run_without_error():
    found = plan("SELECT a", "sql")
    assert coverage(found, points_reached(found, Observation())).statements == 1.0
    failed = Observation(error=ServerMessage("ERROR", "22012", "division by zero"))
    assert coverage(found, points_reached(found, failed)).statements == 0.0


def test_the_innermost_statement_around_a_place_has_the_point():
    body = "BEGIN IF a > 1 THEN RETURN 1; END IF; RETURN 2; END"
    assert plan(body).point_at(body.index("a > 1")) == 0
    assert plan(body).point_at(body.index("1; END")) == 1
    assert plan(body).point_at(0) is None
