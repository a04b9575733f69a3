"""The search climbs to arms and edges that random values miss."""

import itertools
from time import process_time

import pytest

from engine.proof.verdict import VerdictKind
from engine.source.split_file import split
from engine.trial.routine.body_view import body_view
from engine.trial.routine.routine_text import routine_text
from engine.trial.schema.schema_statement import schema_statements
from engine.trial.search.goals import AllOf, AnyOf, OperandComparison, Truth, distance, negated
from engine.trial.search.guards import find_guards
from engine.trial.search.value_moves import between, value_moves
from engine.trial.session.trial_database import open_database
from engine.trial.session.trial_request import TrialRequest
from engine.trial.session.try_routine import try_routine

VALUES = (None, True, False, 0, 3, 3.5, "a", "b", "2024-02-29", "2024-03-01T12:00:00")
FITTING = [(0, 3), (3, 3.5), ("a", "b"), (True, False), ("2024-02-29", "2024-03-01T12:00:00"), (None, 3)]
OPERATORS = {
    "=": lambda one, other: one == other, "<>": lambda one, other: one != other, "<": lambda one, other: one < other,
    "<=": lambda one, other: one <= other, ">": lambda one, other: one > other, ">=": lambda one, other: one >= other,
}  # fmt: skip


def guards(condition: str):
    text = (
        "CREATE FUNCTION f(a int, b int, t text) RETURNS int LANGUAGE plpgsql AS $$ BEGIN"
        f" IF {condition} THEN RETURN 1; END IF; RETURN 0; END $$"
    )
    return find_guards(body_view(routine_text(split(text).units[0])))


@pytest.mark.parametrize("operator", OPERATORS)
def test_a_comparison_is_at_distance_zero_exactly_where_it_holds(operator):
    for pair in itertools.chain(FITTING, [(other, one) for one, other in FITTING], [(each, each) for each in VALUES]):
        holds = None not in pair and OPERATORS[operator](*pair)
        assert (distance(OperandComparison(operator, 0, 1), pair) == 0) == holds, pair


def test_a_goal_is_nearer_where_less_is_missing():
    goal = AllOf((OperandComparison("=", 0, 1), OperandComparison(">", 0, 2)))
    far, near, met = (distance(goal, (each, 50, 10)) for each in (0, 40, 50))
    assert far > near > met == 0


def test_the_negation_of_a_goal_is_met_where_the_goal_is_not():
    goal = AnyOf((OperandComparison("<", 0, 1), AllOf((Truth(2, wanted=True), OperandComparison("=", 0, 3)))))
    for values in itertools.product((1, 2, 3), (1, 2), (True, False), (1, 3)):
        assert (distance(goal, values) == 0) != (distance(negated(goal), values) == 0)


@pytest.mark.parametrize(
    ("condition", "operands"),
    [
        ("a + 1 > b", ("a + 1", "b")),
        ("a BETWEEN 3 AND b", ("a", "3", "b")),
        ("t IN ('x', 'y') OR NOT a = 1", ("t", "'x'", "'y'", "a", "1")),
        ("t IS NULL", ("t IS NULL",)),
    ],
)
def test_the_operands_of_a_condition_are_read(condition, operands):
    [guard] = guards(condition)
    assert guard.operands == operands
    assert len(guard.arms) == 2


@pytest.mark.parametrize(
    ("value", "type_name", "expected"),
    [
        ("5", "integer", {"6", "4", "1029", "77", "82"}),
        ("2024-01-01", "date", {"2024-01-02 00:00:00", "2023-12-31 00:00:00"}),
        ("abc", "text", {"abcx", "ab", "a-bc"}),
        ("{1,2}", "integer[]", {"{1,2,4}", "{1}", "{1,3}"}),
        ("true", "boolean", {"false"}),
    ],
)
def test_a_value_is_moved_in_the_way_of_its_type(value, type_name, expected):
    assert expected <= {*value_moves(value, type_name, ["-", 77])}


def test_the_middle_lies_between_two_values():
    assert (between("10", "20"), between("10", "11"), between("x", "y")) == ("15", None, None)
    assert between("2024-01-01", "2024-01-11") == "2024-01-06 00:00:00"


def test_a_difference_behind_a_guard_that_no_random_value_passes_is_found(sandbox):
    text = (
        "CREATE FUNCTION f(a int, b int) RETURNS text LANGUAGE plpgsql AS $$ BEGIN"
        " IF a * 3 - b = 9001 THEN RETURN 'open'; END IF; RETURN 'shut'; END $$"
    )
    source = split(text)
    database = open_database(sandbox, schema_statements([source]))
    request = TrialRequest(source.units[0], text.replace("'open'", "'ajar'"))
    evidence = try_routine(sandbox, database, request, process_time).evidence  # on a busy machine too
    assert evidence.kind == VerdictKind.REFUTED
