"""Submit the questions of a batch once. The result says what became of each reserved call, whatever happens."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from jobs.job_kind import Payload, Result
from jobs.kinds.ask_cloud.paid_call import CallFailure, CallOutcome, CallReport
from jobs.kinds.enhance.enhance_contract import UnitToEnhance
from jobs.kinds.submit_batch.batched_call import BatchedCall
from jobs.kinds.submit_batch.collect_requests import collect_requests

if TYPE_CHECKING:
    from engine.fault import EngineError
    from engine.llm.cloud.message_batch import BatchedRequest, MessageBatches


def run(payload: Payload) -> Result:
    """Return the provider's id of the batch, what became of calls that are not in it, and why if there is none."""
    from engine.fault import EngineError
    from engine.llm.cloud.configured_model import cloud_batches

    calls = [BatchedCall.from_json(each) for each in cast(Sequence[Mapping[str, Any]], payload.get("calls", ()))]
    refused = cast(Mapping[str, Any] | None, payload.get("refused"))
    if not calls:
        return _result(payload, None, (), CallFailure.from_json(refused) if refused else None)
    try:
        batches = cloud_batches(str(payload["model"]))
        asked = list(_requests(payload, calls, batches))
    except EngineError as error:
        return _result(payload, None, _reports(calls, CallOutcome.UNUSED), failure_of(error))
    left_out = _reports((call for call in calls if call.name not in {each.id for each in asked}), CallOutcome.UNUSED)
    if not asked:
        return _result(payload, None, left_out, None)
    return _submitted(payload, batches, asked, calls, left_out)


def failure_of(error: "EngineError") -> CallFailure:
    """Return the failure of an error of the engine."""
    from engine.llm.language_model import ModelError

    if isinstance(error, ModelError):
        return CallFailure(error.code, error.sentence, error.hint, error.temporary, error.retry_after)
    return CallFailure(error.code, error.sentence, error.hint, temporary=False)


def _submitted(
    payload: Payload,
    batches: "MessageBatches",
    asked: "Sequence[BatchedRequest]",
    calls: Sequence[BatchedCall],
    left_out: Sequence[CallReport],
) -> Result:
    """Submit once; a batch whose answer was lost may have been accepted."""
    from engine.llm.language_model import ModelError

    try:
        return _result(payload, batches.submit(asked), left_out, None)
    except ModelError as error:
        outcome = CallOutcome.UNUSED if error.refused else CallOutcome.LOST
        names = {each.id for each in asked}
        reports = (*left_out, *_reports((call for call in calls if call.name in names), outcome))
        return _result(payload, None, reports, failure_of(error))


def _requests(payload: Payload, calls: Sequence[BatchedCall], batches: "MessageBatches") -> "Iterator[BatchedRequest]":
    """Yield the questions that fit into what is reserved for them."""
    from engine.analysts.shown_text import ShownText
    from engine.llm.cloud.message_batch import BatchedRequest

    shown = ShownText(bool(payload["with_literals"]), bool(payload["with_comments"]))
    disabled = cast(Collection[str], payload["disabled"])
    for given in cast(Sequence[Mapping[str, Any]], payload["units"]):
        unit = UnitToEnhance.from_json(given)
        by_task = {call.task: call for call in calls if call.conversion == unit.conversion}
        for task, request in collect_requests(unit, shown, disabled, by_task.keys()).items():
            if batches.count_tokens(request) <= by_task[task].input_tokens:
                yield BatchedRequest(by_task[task].name, request)


def _reports(calls: "Iterator[BatchedCall] | Sequence[BatchedCall]", outcome: CallOutcome) -> tuple[CallReport, ...]:
    return tuple(CallReport(call.id, outcome, {}) for call in calls)


def _result(
    payload: Payload, provider_id: str | None, reports: Sequence[CallReport], failure: CallFailure | None
) -> Result:
    return {
        "batch": payload.get("batch"),
        "lost": payload.get("lost", ()),
        "provider_id": provider_id,
        "calls": [each.to_json() for each in reports],
        "failure": failure and failure.to_json(),
        "left_out": payload.get("left_out"),
    }
