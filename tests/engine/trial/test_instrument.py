"""Coverage marks: one for each statement, and one for each branch without statements."""

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
