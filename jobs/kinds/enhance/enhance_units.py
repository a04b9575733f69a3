"""Ask the local model about the units of a file, all at once, and pass every change through the gate."""

from collections.abc import Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from jobs.job_kind import KindError, Payload, Result
from jobs.kinds.enhance.change_summaries import ChangeToSummarize, summaries
from jobs.kinds.enhance.enhance_contract import EnhancedUnit, UnitToEnhance
from jobs.kinds.enhance.look_at_unit import UnitLook, edited_unit, failed_unit, look_at_unit, open_tasks
from jobs.kinds.enhance.model_in_use import model_in_use, require_model

if TYPE_CHECKING:
    from engine.analysts.analyst import RetrievalSettings
    from engine.analysts.route.answer_cache import AnswerCache
    from engine.analysts.route.model_rules import Rules
    from engine.analysts.route.routed_tasks import RoutedTasks
    from engine.llm.ask_model import ModelAnswer
    from engine.llm.language_model import LanguageModel
    from engine.llm.prompt_task import PromptTask, TaskInput

AT_ONCE = 16  # units that are asked about together


def run(payload: Payload) -> Result:
    """Return what the analysts gave for each unit; a model that is missing is an error with what to do.

    Where the cloud may be asked, a missing local model leaves all questions open.
    """
    units = [UnitToEnhance.from_json(each) for each in cast(Sequence[Mapping[str, Any]], payload["units"])]
    disabled = cast(Sequence[str], payload["disabled"])
    changes = [ChangeToSummarize(**each) for each in cast(Sequence[Mapping[str, Any]], payload["changes"])]
    rules = _rules(payload)
    model = model_in_use() if units or changes else None
    if model is None and (payload["use_cloud"] or not units):
        return {"units": [_all_open(unit, disabled, rules).to_json() for unit in units], "summaries": []}
    look = replace(_local_look(require_model(model), disabled), retrieval=_retrieval(payload))
    with ThreadPoolExecutor(AT_ONCE) as threads:
        found = list(threads.map(lambda unit: _routed(unit, look, rules), units))
    return {"units": [each.to_json() for each in found], "summaries": summaries(changes, look.ask, disabled),
            "model": look.model}  # fmt: skip


def _retrieval(payload: Payload) -> "dict[str, RetrievalSettings]":
    from engine.analysts.analyst import RetrievalSettings

    given = cast(Mapping[str, Mapping[str, Any]], payload["retrieval"])
    return {name: RetrievalSettings(each["top"], tuple(each["categories"])) for name, each in given.items()}


def _rules(payload: Payload) -> "Rules":
    from engine.analysts.route.model_rules import read_rules
    from engine.fault import EngineError

    try:
        return read_rules(str(payload.get("rules", "")))
    except EngineError as error:
        raise KindError(error.code, error.sentence, error.hint) from error


def _routed(unit: UnitToEnhance, look: UnitLook, rules: "Rules") -> EnhancedUnit:
    """Ask what the rules of the project leave to the local model; return what the cloud may be asked as open."""
    if not rules:
        return look_at_unit(unit, look)
    split = _split(unit, look.disabled, rules)
    if isinstance(split, EnhancedUnit):
        return split
    found = look_at_unit(unit, look, split.local)
    return replace(found, open_tasks=split.open_for_cloud(found.open_tasks))


def _split(unit: UnitToEnhance, disabled: Collection[str], rules: "Rules") -> "RoutedTasks | EnhancedUnit":
    """Return the open questions by who may answer them, or the unit with what failed."""
    from engine.analysts.route.routed_tasks import route_tasks
    from engine.unexpected import attempt

    tasks = attempt(lambda: open_tasks(edited_unit(unit), disabled))
    if isinstance(tasks, frozenset):
        return route_tasks(rules, unit.sql, tasks)
    return failed_unit(unit, tasks)


def _local_look(model: "LanguageModel", disabled: Sequence[str]) -> UnitLook:
    from engine.analysts.route.known_answers import FoundBy
    from engine.analysts.shown_text import LOCAL_TEXT
    from engine.llm.ask_model import ask_model

    def ask(task: "PromptTask", given: "TaskInput") -> "ModelAnswer":
        return ask_model(model, task, given, lambda _request: True)  # it costs nothing

    return UnitLook(model.name, ask, FoundBy.LOCAL, LOCAL_TEXT, shared_answers(model.name), disabled)


@cache
def shared_answers(model: str) -> "AnswerCache":
    """Return the recent answers of a model, which units share while this process lives."""
    from engine.analysts.route.answer_cache import AnswerCache
    from engine.analysts.route.recent_answers import RecentAnswers

    return AnswerCache(model, RecentAnswers())


def _all_open(unit: UnitToEnhance, disabled: Collection[str], rules: "Rules") -> EnhancedUnit:
    split = _split(unit, disabled, rules)
    if isinstance(split, EnhancedUnit):
        return split
    return EnhancedUnit(unit.conversion, unit.sql_hash, open_tasks=split.open_for_cloud(split.local))
