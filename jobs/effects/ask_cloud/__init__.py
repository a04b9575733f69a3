"""Questions to a cloud model: reserve what they may cost with the claim, settle it with the result."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from engine.analysts.shown_text import ShownText
from jobs.effects.ask_cloud.keep_answers import keep_answers
from jobs.effects.ask_cloud.plan_retry import plan_retry
from jobs.effects.ask_cloud.reserve_calls import release, reserve
from jobs.effects.ask_cloud.settle_calls import costs_by_unit, settle_calls, update_breaker
from jobs.effects.enhance.unit_inputs import unit_to_enhance
from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import Payload, Result
from jobs.job_order import JobOrder, JobPriority
from jobs.kinds.ask_cloud import KIND
from jobs.kinds.ask_cloud.paid_call import CallFailure, CallOutcome, CallReport
from store import ReadView, WriteTransaction
from store.analysts.switches import list_disabled
from store.codebase import conversions
from store.codebase.conversion_row import unit_from_subject
from store.core.errors import MissingError
from store.cost import cloud_questions
from store.cost.call_terms import find_terms
from store.cost.cloud_settings import get_cloud
from store.cost.open_calls import list_open


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
    costs = costs_by_unit(settle_calls(tx, list_open(tx, number), reports))
    if project is None:
        return Applied({"outdated": 1})
    given = cast(Mapping[str, Any] | None, result["failure"])
    failure = CallFailure.from_json(given) if given else None
    terms = find_terms(tx, number, (each.id for each in reports))
    if terms is not None:
        update_breaker(tx, terms.model, reports, failure)
    counts, refused = keep_answers(tx, project, result, costs, terms)
    calls = sum(1 for each in reports if each.outcome is not CallOutcome.UNUSED)
    summary: dict[str, object] = {**counts, "calls": calls, "nanodollars": sum(costs[number].values())}
    ended_by = refused or failure
    if ended_by is not None:
        return plan_retry(tx, project, subject, ended_by, summary)
    _close_asked(tx, number, result.get("tasks"))
    if cloud_questions.list_questions(tx, number):  # of another model
        return Applied(summary, (JobOrder(KIND, project, subject, priority=JobPriority.LOW),))
    return Applied(summary)


def _close_asked(tx: WriteTransaction, unit: int, tasks: object) -> None:
    """Close the questions that a run asked; all of them, if an older worker does not name them."""
    if isinstance(tasks, list):
        cloud_questions.close_tasks(tx, unit, map(str, tasks))
    else:
        cloud_questions.close_questions(tx, unit)


EFFECT = JobEffect(KIND, inputs, apply, reserve=reserve, release=release)
