"""A look at a batch: another one later, or the end with every call settled and every answer kept."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from engine.analysts.shown_text import ShownText
from jobs.effects.ask_cloud.keep_answers import keep_answers
from jobs.effects.ask_cloud.settle_calls import costs_by_unit, settle_calls
from jobs.effects.enhance.unit_inputs import unit_to_enhance
from jobs.effects.submit_batch.close_batch import lose_batch, lost_sentence
from jobs.effects.submit_batch.order_batch import batch_orders
from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import Payload, Result
from jobs.job_order import JobOrder, JobPriority
from jobs.kinds.ask_cloud.paid_call import CallFailure, CallOutcome, CallReport
from jobs.kinds.poll_batch import KIND
from jobs.kinds.submit_batch.batched_call import BatchedCall
from store import ReadView, WriteTransaction
from store.analysts.switches import list_disabled
from store.codebase import conversions
from store.core.errors import MissingError
from store.cost import batch_questions, batches
from store.cost.batch_questions import BatchQuestion
from store.cost.batches import BatchRow, BatchState
from store.cost.call_terms import CallTerms
from store.cost.open_calls import OpenCall, list_open_of_batch

FIRST_LOOK, LONGEST_LOOK = 2.0, 600.0  # seconds between two looks
GONE = "llm.model"  # what a provider answers about a batch that it does not know


def inputs(view: ReadView, subject: str) -> Payload:
    """Return a batch with its reserved calls, and its units as long as their SQL is the one that was asked about."""
    batch = batches.get(view, batches.id_from_subject(subject))
    reserved = list_open_of_batch(view, batch.id)
    shown = ShownText(batch.with_literals, batch.with_comments)
    units = (_unit(view, batch, number, shown) for number in batch.sql)
    return {
        "provider_id": batch.provider_id if batch.state is BatchState.SUBMITTED else None,
        "cancelled": batch.cancelled,
        "units": [unit for unit in units if unit is not None],
        "calls": [_call(each) for each in reserved],
        "disabled": list_disabled(view, batch.project),
        "model": batch.model,
        "with_literals": batch.with_literals,
        "with_comments": batch.with_comments,
    }


def apply(tx: WriteTransaction, subject: str, result: Result) -> Applied:
    """Keep what an ended batch gave; look again at one that runs, or that could not be looked at."""
    batch = batches.get(tx, batches.id_from_subject(subject))
    if batch.state is not BatchState.SUBMITTED:
        return Applied({"outdated": 1})
    if result["ended"]:
        return _ended(tx, batch, result)
    given = cast(Mapping[str, Any] | None, result["failure"])
    failure = CallFailure.from_json(given) if given else None
    if failure is not None and failure.code == GONE:
        cost = lose_batch(tx, batch.id)
        return Applied({"batch": batch.id, "nanodollars": cost, **lost_sentence(tx, [batch.id])})
    polls = batches.count_poll(tx, batch.id)
    wait = min(LONGEST_LOOK, FIRST_LOOK * 2 ** min(polls, 20))
    again = JobOrder(KIND, batch.project, subject, priority=JobPriority.LOW, delay=wait)
    if failure is None:
        return Applied({"batch": batch.id, "waiting": 1}, (again,))
    said = {"code": failure.code, "sentence": failure.sentence, "hint": failure.hint}
    return Applied({"batch": batch.id, "waiting": 1, **said}, (again,))


def _ended(tx: WriteTransaction, batch: BatchRow, result: Result) -> Applied:
    reserved = list_open_of_batch(tx, batch.id)
    reports = [CallReport.from_json(each) for each in cast(Sequence[Mapping[str, Any]], result["calls"])]
    settled = list(settle_calls(tx, reserved, reports))
    terms = CallTerms(batch.model, batch.with_literals, batch.with_comments)
    counts, refused = keep_answers(tx, batch.project, result, costs_by_unit(settled), terms)
    batch_questions.ask_again(tx, batch.id, _questions(reserved, cast(Sequence[int], result["again"])))
    batch_questions.close_batch(tx, batch.id)
    batches.set_state(tx, batch.id, BatchState.ENDED)
    made = sum(1 for each in reports if each.outcome is not CallOutcome.UNUSED)
    summary: dict[str, object] = {**counts, "calls": made, "nanodollars": sum(cost for _, cost in settled)}
    return Applied({**summary, **_problems(batch, result, refused), "batch": batch.id}, batch_orders(tx, batch.project))


def _questions(reserved: Sequence[OpenCall], numbers: Sequence[int]) -> list[BatchQuestion]:
    wanted = set(numbers)
    return [BatchQuestion(each.conversion or 0, each.task) for each in reserved if each.id in wanted]


def _problems(batch: BatchRow, result: Result, refused: CallFailure | None) -> dict[str, object]:
    """Return what is said of questions that failed."""
    errors = cast(Sequence[str], result["errors"])
    if refused is not None:
        return {"faults": 1, "code": refused.code, "sentence": refused.sentence, "hint": refused.hint}
    if not errors:
        return {}
    sentence = f"Batch {batch.id} has questions without an answer: {'; '.join(errors)}."
    return {"faults": len(errors), "code": "cost.batch_errors", "sentence": sentence, "hint": "Order them again."}


def _unit(view: ReadView, batch: BatchRow, number: int, shown: ShownText) -> dict[str, Any] | None:
    try:
        unit = unit_to_enhance(view, conversions.get(view, number), shown)
    except MissingError:
        return None
    if unit is None or unit.sql_hash != batch.sql[number]:
        return None
    return {**unit.to_json(), "answers": {}}


def _call(each: OpenCall) -> dict[str, Any]:
    return BatchedCall(each.id, each.conversion or 0, each.task, 0).to_json()


EFFECT = JobEffect(KIND, inputs, apply)
