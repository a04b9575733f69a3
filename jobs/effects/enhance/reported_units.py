"""What a worker reports about units, read strictly: a worker may run another version, or be hostile."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, cast

from engine.analysts.analyst import all_analysts
from engine.analysts.route.known_answers import FoundBy
from engine.llm.schema.validate_answer import validate_answer
from engine.llm.tasks import all_tasks
from jobs.job_kind import KindError, Result
from jobs.kinds.enhance.enhance_contract import EnhancedUnit, GivenAnswer

CODE = "job.bad_report"
HINT = "Update the worker, so that it runs the version of the daemon."
_SOURCES = frozenset(FoundBy)


def read_units(result: Result) -> list[EnhancedUnit]:
    """Return the units of a result; raise KindError where one names what does not exist here."""
    try:
        units = [EnhancedUnit.from_json(each) for each in cast(Sequence[Mapping[str, Any]], result["units"])]
        for unit in units:
            _check_unit(unit)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise KindError(CODE, f"The report of a worker cannot be read: {error!r}.", HINT) from error
    return units


def _check_unit(unit: EnhancedUnit) -> None:
    for answer in unit.answers:
        _check_answer(answer)
    tasks = {*unit.open_tasks, *(each.task for each in unit.answers)}
    analysts = {each.analyst for each in (*unit.proposals, *unit.remarks)}
    _check_known("task", tasks - all_tasks().keys())
    _check_known("analyst", analysts - all_analysts().keys())


def _check_answer(answer: GivenAnswer) -> None:
    _check_known("source of answers", {answer.found_by} - _SOURCES)
    task = all_tasks().get(answer.task)
    if task is None or answer.value is None:
        return
    messages = validate_answer(task.schema, json.dumps(answer.value)).messages
    if messages:
        raise KindError(CODE, f"A worker reports an invalid answer to {answer.task}: {messages[0]}.", HINT)


def _check_known(what: str, unknown: set[str]) -> None:
    if unknown:
        raise KindError(CODE, f"A worker reports the unknown {what} {min(unknown)!r}.", HINT)
