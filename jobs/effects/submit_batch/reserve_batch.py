"""Reserve the calls of a batch, and record it, in the transaction that gives its job to a worker.

What earlier runs of the job recorded and did not report may have been submitted: it is charged in full and not
submitted again.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from engine.analysts.route.choose_model import ModelChoice, rank_models
from engine.analysts.route.model_rules import read_rules
from engine.analysts.route.routed_tasks import tasks_by_model
from engine.analysts.shown_text import ShownText
from engine.fault import EngineError
from engine.llm.money.model_prices import CloudModel, find_model
from jobs.effects.ask_cloud.call_limits import BUDGET, OFF, PAUSED, SUCCESS, call_failure, most_of_call
from jobs.effects.ask_cloud.reserve_calls import GRACE
from jobs.effects.enhance.unit_inputs import unit_to_enhance
from jobs.effects.submit_batch.close_batch import lose_batch
from jobs.job_effect import ClaimedJob
from jobs.job_kind import Payload
from jobs.kinds.ask_cloud.paid_call import CallFailure
from jobs.kinds.enhance.enhance_contract import UnitToEnhance
from jobs.kinds.submit_batch import TIMEOUT
from jobs.kinds.submit_batch.batched_call import BatchedCall
from store import WriteTransaction
from store.analysts.switches import list_disabled
from store.codebase import conversions
from store.core import times
from store.core.errors import MissingError
from store.cost import batch_questions, batches, calls
from store.cost.batch_questions import BatchQuestion
from store.cost.batches import NewBatch
from store.cost.budgets import day_sum
from store.cost.calls import NewCall
from store.cost.cloud_breakers import get_breaker
from store.cost.cloud_settings import CloudSettings, get_cloud
from store.cost.stored_rules import get_rules

MOST_QUESTIONS = 100  # of one batch
Units = dict[int, UnitToEnhance]


def reserve(tx: WriteTransaction, job: ClaimedJob) -> Payload:
    """Return the units, the reserved calls and the number of a new batch, or why there is none."""
    lost = batches.list_submitting(tx, job.id)
    for batch in lost:
        lose_batch(tx, batch)
    settings = get_cloud(tx, job.project)
    if not settings.enabled:
        return {"lost": lost, "refused": call_failure(OFF).to_json()}
    waiting = batch_questions.list_waiting(tx, job.project, MOST_QUESTIONS)
    units = _units(tx, waiting, settings)
    batch_questions.close_questions(tx, (each for each in waiting if each.conversion not in units))
    try:
        return {"lost": lost, **_reserved_batch(tx, job, settings, units, waiting)}
    except EngineError as error:  # a model without a price, or rules that cannot be read
        return {"lost": lost, "refused": call_failure(error.fault).to_json()}


def release(tx: WriteTransaction, job: ClaimedJob) -> None:
    """Undo what the claim of a job recorded: it comes back unstarted."""
    calls.release_claim(tx, job.id, job.token)
    batch = batches.find_of_claim(tx, job.id, job.token)
    if batch is not None:
        batch_questions.put_back(tx, batch)
        batches.remove(tx, batch)


def _refusal(tx: WriteTransaction, settings: CloudSettings) -> CallFailure | None:
    breaker = get_breaker(tx, settings.model)
    if breaker.allows(tx.now):
        return None
    return call_failure(PAUSED, breaker.open_until - tx.now)


def _units(tx: WriteTransaction, waiting: Sequence[BatchQuestion], settings: CloudSettings) -> Units:
    """Return the units that analysts may still be asked about."""
    shown = ShownText(settings.with_literals, settings.with_comments)
    found: Units = {}
    for number in dict.fromkeys(each.conversion for each in waiting):
        try:
            unit = unit_to_enhance(tx, conversions.get(tx, number), shown)
        except MissingError:
            continue
        if unit is not None:
            found[number] = replace(unit, answers={})  # what is known is not in the batch
    return found


def _reserved_batch(
    tx: WriteTransaction, job: ClaimedJob, settings: CloudSettings, units: Units, waiting: Sequence[BatchQuestion]
) -> Payload:
    """Record a batch of what the budget allows."""
    model, wanted = _of_one_model(tx, job.project, settings.model, units, waiting)
    if not wanted:
        return {}
    settings = replace(settings, model=model)
    refused = _refusal(tx, settings)
    if refused is not None:
        return {"refused": refused.to_json()}
    sql = {number: unit.sql_hash for number, unit in units.items()}
    terms = (settings.model, settings.with_literals, settings.with_comments)
    batch = batches.add(tx, NewBatch(job.project, job.id, job.token, *terms, sql, len(wanted)))
    reserved = list(_reserved(tx, job, settings, batch, [(each, units[each.conversion].sql) for each in wanted]))
    if not reserved:
        batches.remove(tx, batch)
        return {"refused": call_failure(BUDGET).to_json()}
    kept = {(each.conversion, each.task) for each in reserved}
    batch_questions.put_into_batch(tx, batch, (each for each in wanted if (each.conversion, each.task) in kept))
    given = {
        "batch": batch,
        "units": [unit.to_json() for number, unit in units.items() if number in {each.conversion for each in reserved}],
        "calls": [each.to_json() for each in reserved],
        "disabled": list_disabled(tx, job.project),
        "model": settings.model,
        "with_literals": settings.with_literals,
        "with_comments": settings.with_comments,
    }
    if len(reserved) < len(wanted):
        return {**given, "left_out": call_failure(BUDGET).to_json()}
    return given


def _of_one_model(
    tx: WriteTransaction, project: str, default: str, units: Units, waiting: Sequence[BatchQuestion]
) -> tuple[str, list[BatchQuestion]]:
    """Return the questions for the model of the first one; close those that a rule keeps from the cloud."""
    rules = read_rules(get_rules(tx, project))
    routed = [
        (each, next(iter(tasks_by_model(rules, default, units[each.conversion].sql, [each.task])), None))
        for each in waiting
        if each.conversion in units
    ]
    batch_questions.close_questions(tx, (each for each, model in routed if model is None))
    first = next((model for _, model in routed if model is not None), default)
    return first, [each for each, model in routed if model == first]


def _reserved(
    tx: WriteTransaction,
    job: ClaimedJob,
    settings: CloudSettings,
    batch: int,
    wanted: Sequence[tuple[BatchQuestion, str]],
) -> Iterator[BatchedCall]:
    """Yield a call for each question that is worth its price and that the budget allows."""
    model, today = find_model(settings.model).in_batches(), times.to_text(tx.now)[:10]
    for question, sql in wanted:
        tokens, most = most_of_call(model, question.task, sql, date.fromisoformat(today))
        if not rank_models(question.task, [ModelChoice(model.id, SUCCESS, most)], day_sum(tx, job.project, today).left):
            continue
        call = calls.reserve(tx, _new_call(tx, job, model, batch, question, most, settings))
        if call is not None:
            yield BatchedCall(call, question.conversion, question.task, tokens)


def _new_call(
    tx: WriteTransaction,
    job: ClaimedJob,
    model: CloudModel,
    batch: int,
    question: BatchQuestion,
    most: int,
    settings: CloudSettings,
) -> NewCall:
    return NewCall(
        job.project,
        question.task,
        model.id,
        most,
        tx.now + TIMEOUT + GRACE,
        job.id,
        question.conversion,
        job.token,
        settings.with_literals,
        settings.with_comments,
        batch,
    )
