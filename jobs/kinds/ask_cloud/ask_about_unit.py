"""Ask a cloud model about one unit, and pass every change through the gate.

A run never raises once it may have spent something: its result says what became of each call, so that it is settled.
"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from jobs.job_kind import Payload, Result
from jobs.kinds.ask_cloud.paid_call import CallFailure, CallOutcome, CallReport, ReservedCall
from jobs.kinds.ask_cloud.paid_model import PaidModel
from jobs.kinds.enhance.enhance_contract import UnitToEnhance
from jobs.kinds.enhance.enhance_units import shared_answers
from jobs.kinds.enhance.look_at_unit import UnitLook, look_at_unit

if TYPE_CHECKING:
    from engine.llm.language_model import LanguageModel


def run(payload: Payload) -> Result:
    """Return what the analysts gave, what became of each reserved call, and why the model failed if it did."""
    calls = [ReservedCall.from_json(each) for each in cast(Sequence[Mapping[str, Any]], payload.get("calls", ()))]
    units = cast(Sequence[Mapping[str, Any]], payload["units"])
    refused = _failure(payload, "refused")
    if not units or refused:
        return _result(payload, (), [_unused(call) for call in calls], refused)
    model = _cloud_model(str(payload["model"]))
    if isinstance(model, CallFailure):
        return _result(payload, (), [_unused(call) for call in calls], model)
    paid = PaidModel(model, calls)
    found = look_at_unit(UnitToEnhance.from_json(units[0]), _look(paid, payload), cast(Sequence[str], payload["tasks"]))
    return _result(payload, (found.to_json(),), paid.close(), paid.failure or _failure(payload, "left_out"))


def _failure(payload: Payload, name: str) -> CallFailure | None:
    """Return why calls were not reserved, if that is so."""
    given = cast(Mapping[str, Any] | None, payload.get(name))
    return CallFailure.from_json(given) if given else None


def _look(paid: PaidModel, payload: Payload) -> UnitLook:
    from engine.analysts.route.known_answers import FoundBy
    from engine.analysts.shown_text import ShownText

    shown = ShownText(bool(payload["with_literals"]), bool(payload["with_comments"]))
    disabled = cast(Sequence[str], payload["disabled"])
    return UnitLook(paid.name, paid.ask, FoundBy.CLOUD, shown, shared_answers(paid.name), disabled)


def _cloud_model(name: str) -> "LanguageModel | CallFailure":
    """Return the model, or what this machine lacks to ask it."""
    from engine.fault import EngineError
    from engine.llm.cloud.configured_model import cloud_model

    try:
        return cloud_model(name)
    except EngineError as error:
        return CallFailure(error.code, error.sentence, error.hint, temporary=False)


def _unused(call: ReservedCall) -> CallReport:
    return CallReport(call.id, CallOutcome.UNUSED, {})


def _result(
    payload: Payload, units: Sequence[object], reports: Sequence[CallReport], failure: CallFailure | None
) -> Result:
    return {
        "tasks": payload.get("tasks", ()),
        "units": list(units),
        "calls": [each.to_json() for each in reports],
        "failure": failure and failure.to_json(),
    }
