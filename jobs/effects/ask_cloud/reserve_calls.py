"""Reserve the calls about one unit in the transaction that gives its job to a worker.

Each question gets a call and one for a repair, as far as today's budget allows. A prompt is never larger than its
reservation: the worker counts its tokens before it asks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from engine.analysts.route.choose_model import ModelChoice, rank_models
from engine.analysts.shown_text import ShownText
from engine.fault import EngineError
from engine.llm.money.model_prices import find_model
from jobs.effects.ask_cloud.call_limits import BUDGET, OFF, PACED, PAUSED, SUCCESS, call_failure, most_of_call
from jobs.effects.ask_cloud.choose_questions import choose_questions
from jobs.effects.enhance.unit_inputs import unit_to_enhance
from jobs.job_effect import ClaimedJob
from jobs.job_kind import Payload
from jobs.kinds.ask_cloud import TIMEOUT
from jobs.kinds.ask_cloud.paid_call import CallFailure, ReservedCall
from jobs.kinds.enhance.enhance_contract import UnitToEnhance
from store import WriteTransaction
from store.codebase import conversions
from store.codebase.conversion_row import unit_from_subject
from store.core import times
from store.core.errors import MissingError
from store.cost import calls, cloud_questions
from store.cost.budgets import day_sum
from store.cost.calls import NewCall
from store.cost.cloud_breakers import get_breaker
from store.cost.cloud_settings import CloudSettings, get_cloud

ATTEMPTS = 2  # the question, and one repair
GRACE = 120.0  # seconds after the longest run, before a call that nobody reported counts as made
MINUTE = 60.0


def reserve(tx: WriteTransaction, job: ClaimedJob) -> Payload:
    """Return the reserved calls with the model whose price they have, and why there are none or fewer than wanted.

    The questions are those of one model; others wait for the next run.
    """
    settings = get_cloud(tx, job.project)
    if not settings.enabled:
        return {"calls": [], "refused": call_failure(OFF).to_json()}
    unit = _unit(tx, job, settings)
    if unit is None:
        return {"calls": []}
    questions = cloud_questions.list_questions(tx, unit.conversion)
    try:
        chosen = choose_questions(tx, job.project, settings.model, unit.sql, questions)
        cloud_questions.close_tasks(tx, unit.conversion, chosen.kept_here)
        given = _reserve_chosen(tx, job, replace(settings, model=chosen.model), unit, chosen.tasks)
    except EngineError as error:  # a model without a price, or rules that cannot be read
        return {"calls": [], "refused": call_failure(error.fault).to_json()}
    return {**given, "tasks": list(chosen.tasks)}


def _reserve_chosen(
    tx: WriteTransaction, job: ClaimedJob, settings: CloudSettings, unit: UnitToEnhance, questions: Sequence[str]
) -> Payload:
    """Reserve the calls of the questions whose answers are not known."""
    refused = _refusal(tx, job.project, settings)
    if refused is not None:
        return {"calls": [], "refused": refused.to_json()}
    known = unit.answers.get(settings.model, {})
    tasks = [task for task in questions if task not in known]
    room = _room(tx, job.project, settings)
    reserved = list(islice(_reserved(tx, job, settings, unit, tasks), room))
    if tasks and not reserved:
        return {"calls": [], "refused": call_failure(BUDGET).to_json()}
    shown = {"with_literals": settings.with_literals, "with_comments": settings.with_comments}
    given = {"calls": [each.to_json() for each in reserved], "model": settings.model, **shown}
    if {each.task for each in reserved} < set(tasks):
        return {**given, "left_out": _left_out(by_pace=len(reserved) == room).to_json()}
    return given


def release(tx: WriteTransaction, job: ClaimedJob) -> None:
    """Give back what the claim of a job reserved: it comes back unstarted."""
    calls.release_claim(tx, job.id, job.token)


def _refusal(tx: WriteTransaction, project: str, settings: CloudSettings) -> CallFailure | None:
    """Return why nothing may be asked now."""
    breaker = get_breaker(tx, settings.model)
    if not breaker.allows(tx.now):
        return call_failure(PAUSED, breaker.open_until - tx.now)
    return None if _room(tx, project, settings) else call_failure(PACED, MINUTE / 2)


def _room(tx: WriteTransaction, project: str, settings: CloudSettings) -> int:
    """Return how many calls may still be reserved in this minute."""
    most = settings.calls_per_minute
    return most - calls.count_recent(tx, project, tx.now - MINUTE, most)


def _left_out(*, by_pace: bool) -> CallFailure:
    """Return why some questions got no call."""
    return call_failure(PACED, MINUTE / 2) if by_pace else call_failure(BUDGET)


def _unit(tx: WriteTransaction, job: ClaimedJob, settings: CloudSettings) -> UnitToEnhance | None:
    try:
        row = conversions.get(tx, unit_from_subject(job.subject))
    except MissingError:
        return None
    return unit_to_enhance(tx, row, ShownText(settings.with_literals, settings.with_comments))


def _reserved(
    tx: WriteTransaction, job: ClaimedJob, settings: CloudSettings, unit: UnitToEnhance, tasks: list[str]
) -> Iterator[ReservedCall]:
    """Yield the calls of each question that is worth its price and that the budget allows."""
    model, today = find_model(settings.model), times.to_text(tx.now)[:10]
    for _ in range(ATTEMPTS):
        for task in tasks:
            tokens, most = most_of_call(model, task, unit.sql, date.fromisoformat(today))
            left = day_sum(tx, job.project, today).left
            if not rank_models(task, [ModelChoice(model.id, SUCCESS, most)], left):
                continue
            call = calls.reserve(
                tx,
                NewCall(
                    job.project,
                    task,
                    model.id,
                    most,
                    tx.now + TIMEOUT + GRACE,
                    job.id,
                    unit.conversion,
                    job.token,
                    settings.with_literals,
                    settings.with_comments,
                ),
            )
            if call is not None:
                yield ReservedCall(call, task, tokens)
