"""Questions to a cloud model: reserve what they may cost with the claim, settle it with the result."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, cast

from engine.analysts.shown_text import ShownText
from jobs.effects.ask_cloud.plan_retry import plan_retry
from jobs.effects.ask_cloud.reserve_calls import reserve
from jobs.effects.ask_cloud.settle_calls import settle_calls, update_breaker
from jobs.effects.enhance.keep_unit import keep_unit
from jobs.effects.enhance.unit_inputs import unit_to_enhance
from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import Payload, Result
from jobs.kinds.ask_cloud import KIND
from jobs.kinds.ask_cloud.paid_call import CallFailure, CallReport
from jobs.kinds.enhance.enhance_contract import EnhancedUnit
from store import ReadView, WriteTransaction
from store.analysts.switches import list_disabled
from store.codebase import conversions
from store.codebase.conversion_row import unit_from_subject
from store.core.errors import MissingError
from store.cost import cloud_questions
from store.cost.cloud_settings import get_cloud


def inputs(view: ReadView, subject: str) -> Payload:
    """Return a unit with its open questions; no unit where it is gone or nothing may be asked about it any more."""
    number = unit_from_subject(subject)
    try:
        row = conversions.get(view, number)
    except MissingError:
        return {"units": []}
    settings = get_cloud(view, row.project)
    unit = unit_to_enhance(view, row, ShownText(settings.with_literals, settings.with_comments))
    return {
        "units": [unit.to_json()] if unit else [],
        "tasks": cloud_questions.list_questions(view, number),
        "disabled": list_disabled(view, row.project),
        "model": settings.model,
        "with_literals": settings.with_literals,
        "with_comments": settings.with_comments,
    }


def apply(tx: WriteTransaction, subject: str, result: Result) -> Applied:
    """Settle every call, keep what the analysts gave, and try again what failed for now."""
    number = unit_from_subject(subject)
    project = conversions.find_project(tx, number)
    reports = [CallReport.from_json(each) for each in cast(Sequence[Mapping[str, Any]], result["calls"])]
    costs = settle_calls(tx, number, reports)
    if project is None:
        return Applied({"outdated": 1})
    settings, given = get_cloud(tx, project), cast(Mapping[str, Any] | None, result["failure"])
    failure = CallFailure.from_json(given) if given else None
    update_breaker(tx, settings.model, reports, failure)
    counts: Counter[str] = Counter({"calls": sum(1 for each in reports if each.outcome != "unused")})
    shown = ShownText(settings.with_literals, settings.with_comments)
    for unit in map(EnhancedUnit.from_json, cast(Sequence[Mapping[str, Any]], result["units"])):
        counts.update(keep_unit(tx, project, unit, costs, shown))
    summary: dict[str, object] = {**counts, "nanodollars": sum(costs.values())}
    if failure is None:
        cloud_questions.close_questions(tx, number)
        return Applied(summary)
    return plan_retry(tx, project, subject, failure, summary)


EFFECT = JobEffect(KIND, inputs, apply, reserve=reserve)
