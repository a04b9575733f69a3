"""Read the outcome of a batch, and let the analysts look at its units with the answers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, cast

from jobs.job_kind import Payload, Result
from jobs.kinds.ask_cloud.paid_call import CallFailure, CallOutcome, CallReport
from jobs.kinds.enhance.enhance_contract import EnhancedUnit, UnitToEnhance
from jobs.kinds.enhance.look_at_unit import UnitLook, look_at_unit
from jobs.kinds.submit_batch.batched_call import BatchedCall
from jobs.kinds.submit_batch.submit_questions import failure_of

if TYPE_CHECKING:
    from engine.llm.ask_model import ModelAnswer
    from engine.llm.cloud.message_batch import BatchedAnswer
    from engine.llm.prompt_task import PromptTask, TaskInput

Answers = Mapping[str, "BatchedAnswer"]
MOST_SENTENCES = 3  # of errors that are reported


def run(payload: Payload) -> Result:
    """Return whether the batch has ended, and then what the analysts gave and what became of each call."""
    from engine.fault import EngineError

    if not payload.get("provider_id"):
        return _result(ended=False)
    try:
        answers = _answers(payload)
    except EngineError as error:
        return _result(ended=False, failure=failure_of(error))
    if answers is None:
        return _result(ended=False)
    calls = [BatchedCall.from_json(each) for each in cast(Sequence[Mapping[str, Any]], payload["calls"])]
    units = [_look(UnitToEnhance.from_json(each), payload, calls, answers) for each in _units(payload)]
    return _result(ended=True, units=units, calls=calls, answers=answers)


def _answers(payload: Payload) -> "Answers | None":
    """Return the answers by id; None while the batch runs. A batch that is to be cancelled is."""
    from engine.llm.cloud.configured_model import cloud_batches

    batches, name = cloud_batches(str(payload["model"])), str(payload["provider_id"])
    if batches.has_ended(name):
        return {each.id: each for each in batches.results(name)}
    if payload["cancelled"]:
        batches.cancel(name)
    return None


def _units(payload: Payload) -> Sequence[Mapping[str, Any]]:
    return cast(Sequence[Mapping[str, Any]], payload["units"])


def _look(unit: UnitToEnhance, payload: Payload, calls: Sequence[BatchedCall], answers: "Answers") -> EnhancedUnit:
    """Return what the analysts give for a unit with the answers of the batch."""
    from engine.analysts.route.answer_cache import AnswerCache
    from engine.analysts.route.known_answers import FoundBy
    from engine.analysts.shown_text import ShownText

    by_task = {call.task: answers.get(call.name) for call in calls if call.conversion == unit.conversion}
    model = str(payload["model"])
    shown = ShownText(bool(payload["with_literals"]), bool(payload["with_comments"]))
    disabled = cast(Collection[str], payload["disabled"])

    def ask(task: "PromptTask", given: "TaskInput") -> "ModelAnswer":
        return _answer(task, given, by_task.get(task.id))

    answered = [task for task, answer in by_task.items() if answer is not None and answer.completion is not None]
    return look_at_unit(unit, UnitLook(model, ask, FoundBy.CLOUD, shown, AnswerCache(model, {}), disabled), answered)


def _answer(task: "PromptTask", given: "TaskInput", answer: "BatchedAnswer | None") -> "ModelAnswer":
    from engine.fault import Fault
    from engine.llm.ask_model import ModelAnswer, judge_completion
    from engine.llm.language_model import NO_TOKENS

    if answer is None or answer.completion is None:
        fault = Fault("llm.not_in_batch", f"The batch has no answer to {task.id}.", "Ask again.")
        return ModelAnswer(None, NO_TOKENS, (), fault)
    return judge_completion(task, given, answer.completion)


def _report(call: BatchedCall, answer: "BatchedAnswer | None") -> CallReport:
    """Return what became of a call: only an answer is paid for; one that cannot be read costs all that is reserved."""
    from engine.llm.cloud.message_batch import BatchOutcome

    if answer is not None and answer.outcome is not BatchOutcome.SUCCEEDED:
        return CallReport(call.id, CallOutcome.UNUSED, {})
    if answer is None or answer.completion is None:
        return CallReport(call.id, CallOutcome.LOST, {})
    return CallReport(call.id, CallOutcome.MADE, asdict(answer.completion.usage))


def _result(
    *,
    ended: bool,
    units: Sequence[EnhancedUnit] = (),
    calls: Sequence[BatchedCall] = (),
    answers: "Answers | None" = None,
    failure: CallFailure | None = None,
) -> Result:
    found = [(call, (answers or {}).get(call.name)) for call in calls]
    errors = dict.fromkeys(answer.error for _, answer in found if answer is not None and answer.error)
    return {
        "ended": ended,
        "units": [each.to_json() for each in units],
        "calls": [_report(call, answer).to_json() for call, answer in found],
        "again": [call.id for call, answer in found if answer is not None and answer.temporary],
        "errors": list(errors)[:MOST_SENTENCES],
        "failure": failure and failure.to_json(),
    }
