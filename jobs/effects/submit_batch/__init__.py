"""Batches of questions: reserved and recorded with the claim, so that none is submitted twice."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from jobs.effects.ask_cloud.settle_calls import settle_calls, update_breaker
from jobs.effects.submit_batch.close_batch import close_refused, close_unsubmitted, lost_sentence
from jobs.effects.submit_batch.order_batch import batch_orders
from jobs.effects.submit_batch.reserve_batch import release, reserve
from jobs.job_effect import Applied, JobEffect
from jobs.job_kind import Payload, Result
from jobs.job_order import JobOrder, JobPriority
from jobs.kinds.ask_cloud.paid_call import CallFailure, CallReport
from jobs.kinds.poll_batch import KIND as POLL
from jobs.kinds.submit_batch import KIND
from store import ReadView, WriteTransaction
from store.core.errors import MissingError
from store.core.subjects import project_from_subject
from store.cost import batches
from store.cost.batches import BatchRow, BatchState
from store.cost.open_calls import extend_batch, list_open_of_batch

RESULTS_LAST = 29 * 86_400.0  # seconds for which a provider keeps the results of a batch
FIRST_LOOK = 2.0  # seconds


def inputs(_view: ReadView, _subject: str) -> Payload:
    """Return nothing: what is submitted is recorded with the claim."""
    return {}


def apply(tx: WriteTransaction, subject: str, result: Result) -> Applied:
    """Record the id of a submitted batch, or why there is none; order what follows."""
    project, _ = project_from_subject(subject)
    failure = _failure(result, "failure")
    lost = lost_sentence(tx, cast(Sequence[int], result["lost"]))
    batch = _find(tx, project, result)
    if batch is None:
        orders, summary = close_refused(tx, project, failure)
        return Applied({**summary, **lost}, orders)
    reports = [CallReport.from_json(each) for each in cast(Sequence[Mapping[str, Any]], result["calls"])]
    cost = sum(cost for _, cost in settle_calls(tx, list_open_of_batch(tx, batch.id), reports))
    update_breaker(tx, batch.model, reports, failure)
    if result["provider_id"] is None:
        orders, summary = close_unsubmitted(tx, batch, failure, cost)
        return Applied({**summary, **lost}, orders)
    batches.record_submitted(tx, batch.id, str(result["provider_id"]))
    extend_batch(tx, batch.id, tx.now + RESULTS_LAST)
    look = JobOrder(POLL, project, batches.subject(batch.id), priority=JobPriority.LOW, delay=FIRST_LOOK)
    left_out = _failure(result, "left_out")
    summary = {"batch": batch.id, "questions": len(list_open_of_batch(tx, batch.id)), **lost}
    return Applied({**summary, **_sentence(left_out)}, (look, *batch_orders(tx, project)))


def _find(tx: WriteTransaction, project: str, result: Result) -> BatchRow | None:
    """Return the batch that a result is about, if it is being submitted."""
    number = result["batch"]
    if not isinstance(number, int):
        return None
    try:
        batch = batches.get(tx, number)
    except MissingError:
        return None
    return batch if batch.project == project and batch.state is BatchState.SUBMITTING else None


def _failure(result: Result, name: str) -> CallFailure | None:
    given = cast(Mapping[str, Any] | None, result.get(name))
    return CallFailure.from_json(given) if given else None


def _sentence(failure: CallFailure | None) -> dict[str, object]:
    if failure is None:
        return {}
    return {"code": failure.code, "sentence": failure.sentence, "hint": failure.hint, "faults": 1}


EFFECT = JobEffect(KIND, inputs, apply, reserve=reserve, release=release)
