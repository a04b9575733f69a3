"""Where rules see the form of a pattern and not its meaning, a model judges that, and the gate proves the fold."""

from collections.abc import Callable
from typing import Any

import pytest

from engine.analysts.analyse_unit import analyse_unit
from engine.analysts.analyst import AnalystContext, all_analysts
from engine.analysts.fold_candidates import fold_candidates
from engine.check_edit import EditedUnit
from engine.llm.tasks.match_pattern import TASK
from tests.engine.analysts.conftest import TOTAL, lifted

MOVE = """CREATE FUNCTION move(p int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE v text;
BEGIN
  SELECT zone INTO STRICT v FROM item WHERE id = p;
  IF v <> 'dock' THEN
    RAISE EXCEPTION 'item % is in %', p, v;
  END IF;
  UPDATE item SET zone = 'hall', moved_at = now() WHERE id = p;
END $$;"""
YES = {
    "pattern": "state_machine",
    "evidence_lines": [5, 8],
    "missing": [],
    "analysis": "An item moves from the dock only.",
    "is_match": True,
    "confidence": 90,
}


@pytest.fixture
def move() -> EditedUnit:
    return lifted(MOVE)


def only_retriever(unit: EditedUnit, context: AnalystContext) -> Any:
    (analysis,) = analyse_unit(unit, [all_analysts()["retriever"]], context)
    return analysis


def test_a_pattern_whose_form_fits_is_a_candidate(move: EditedUnit) -> None:
    assert set(fold_candidates(move)) == {"state_machine"}


def test_what_a_detector_sees_is_not_a_question() -> None:
    assert (
        fold_candidates(
            lifted(MOVE.replace(" v ", " v_zone ").replace("v <>", "v_zone <>").replace("p, v;", "p, v_zone;"))
        )
        == {}
    )


def test_most_routines_have_no_candidate() -> None:
    assert fold_candidates(lifted(TOTAL)) == {}


def test_a_fold_that_a_model_judges_right_is_proposed_with_its_lines(
    move: EditedUnit, answering: Callable[[Any], AnalystContext]
) -> None:
    (change,) = only_retriever(move, answering(YES)).changes
    assert change.is_safe
    assert "pattern: state_machine" in change.change.spec
    assert change.change.reason == "It is state_machine by lines 5, 8 (90 %)"


def test_a_model_that_says_no_proposes_nothing(move: EditedUnit, answering: Callable[[Any], AnalystContext]) -> None:
    no = {**YES, "is_match": False, "missing": ["it does not say who"]}
    assert only_retriever(move, answering(no)).changes == ()


@pytest.mark.parametrize(
    "change",
    [{"pattern": "soft_delete"}, {"missing": ["a column"]}, {"evidence_lines": []}, {"evidence_lines": [99]}],
    ids=["another pattern", "something missing", "no evidence", "a line that does not exist"],
)
def test_an_answer_that_contradicts_itself_is_refused(move: EditedUnit, change: dict[str, Any]) -> None:
    assert TASK.check({"pattern": {"id": "state_machine"}, "sql": move.sql}, {**YES, **change})
