"""The end of a batch that was not submitted, or of which nobody knows whether it was."""

from collections.abc import Mapping, Sequence

from jobs.effects.submit_batch.order_batch import batch_orders
from jobs.job_order import JobOrder
from jobs.kinds.ask_cloud.paid_call import CallFailure
from store import WriteTransaction
from store.core.errors import MissingError
from store.cost import batch_questions, batches
from store.cost.batches import BatchRow, BatchState
from store.cost.cloud_breakers import get_breaker
from store.cost.open_calls import charge_batch

LOST = "cost.batch_lost"
LOST_HINT = "Nothing is asked again. Order what you still need with `specdeck reverse PATH --batch`."
FIRST_WAIT = 60.0  # seconds
Ended = tuple[tuple[JobOrder, ...], Mapping[str, object]]


def lose_batch(tx: WriteTransaction, batch: int) -> int:
    """Charge a batch in full that may have been submitted, and close its questions; return the nanodollars."""
    cost = charge_batch(tx, batch)
    batch_questions.close_batch(tx, batch)
    batches.set_state(tx, batch, BatchState.LOST)
    return cost


def lost_sentence(tx: WriteTransaction, lost: Sequence[int]) -> Mapping[str, object]:
    """Return what is said of batches that were lost; nothing without one."""
    known = [number for number in lost if _is_lost(tx, number)]
    if not known:
        return {}
    names = ", ".join(map(str, known))
    sentence = f"Batch {names} may have been submitted when its worker was lost: it is charged in full."
    return {"faults": len(known), "code": LOST, "sentence": sentence, "hint": LOST_HINT}


def close_refused(tx: WriteTransaction, project: str, failure: CallFailure | None) -> Ended:
    """End a job that recorded no batch: the questions wait for a model that is paused, or are given up."""
    if failure is None:
        return batch_orders(tx, project), {}
    if failure.temporary:
        return batch_orders(tx, project, failure.retry_after or FIRST_WAIT), _said(failure)
    given_up = batch_questions.close_waiting(tx, project)
    return (), {**_said(failure), "faults": 1, "given_up": given_up}


def close_unsubmitted(tx: WriteTransaction, batch: BatchRow, failure: CallFailure | None, cost: int) -> Ended:
    """End a batch that a provider refused, or whose submission got no answer and was charged."""
    if failure is None:  # none of its questions is asked by an analyst any more
        batch_questions.close_batch(tx, batch.id)
        batches.set_state(tx, batch.id, BatchState.ENDED)
        return batch_orders(tx, batch.project), {"batch": batch.id}
    summary = {**_said(failure), "batch": batch.id, "nanodollars": cost}
    if cost:
        batch_questions.close_batch(tx, batch.id)
        batches.set_state(tx, batch.id, BatchState.LOST)
        return batch_orders(tx, batch.project), {**summary, **lost_sentence(tx, [batch.id])}
    if failure.temporary:
        batch_questions.ask_again(tx, batch.id, batch_questions.list_of_batch(tx, batch.id))
    given_up = batch_questions.close_batch(tx, batch.id)
    batches.set_state(tx, batch.id, BatchState.REFUSED)
    pause = get_breaker(tx, batch.model).open_until - tx.now
    wait = max(failure.retry_after or 0.0, pause, FIRST_WAIT)
    return batch_orders(tx, batch.project, wait), {**summary, "faults": int(given_up > 0), "given_up": given_up}


def _is_lost(tx: WriteTransaction, number: int) -> bool:
    try:
        return batches.get(tx, number).state is BatchState.LOST
    except MissingError:
        return False


def _said(failure: CallFailure) -> dict[str, object]:
    return {"code": failure.code, "sentence": failure.sentence, "hint": failure.hint}
