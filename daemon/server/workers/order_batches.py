"""Submit the questions that wait for a batch: at night where a project says so, and after a lost worker."""

from jobs.effects.ask_cloud.reserve_calls import GRACE
from jobs.effects.submit_batch.close_batch import lose_batch
from jobs.effects.submit_batch.order_batch import batch_orders
from jobs.kinds.submit_batch import KIND, TIMEOUT
from jobs.ledger import job_queries
from jobs.ledger.enqueue import enqueue
from jobs.ledger.job_queries import JobFilter
from store import ReadView, Store
from store.cost import batch_questions, batches


def order_batches(store: Store, now: float) -> None:
    """Order the batches that are due, and charge those that nobody reported: they may have been submitted."""
    with store.read() as view:
        overdue = batches.list_overdue(view, view.now - TIMEOUT - GRACE)
        waiting = [each for each in batch_questions.list_projects(view) if not _is_ordered(view, each)]
        due = [each for each in waiting if batch_orders(view, each)]
    if not overdue and not due:
        return
    with store.write() as tx:
        for batch in overdue:
            lose_batch(tx, batch)
        for project in due:
            for order in batch_orders(tx, project):
                enqueue(tx, order, now)


def _is_ordered(view: ReadView, project: str) -> bool:
    """Return whether a batch of a project is due or being submitted."""
    filters = (JobFilter(state, KIND.name, project) for state in ("ready", "running"))
    return any(job_queries.page(view, each, None, 1) for each in filters)
