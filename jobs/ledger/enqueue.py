"""Enqueue work: once per key, with an event, and a wake-up once it is durable."""

from jobs.job_order import LONGEST_DELAY, JobOrder
from jobs.ledger.job import JobRow, LedgerState, get_job, job_from_row
from store.core import ids, journal, times
from store.core.transaction import WriteTransaction


def enqueue(tx: WriteTransaction, order: JobOrder, now: float, actor: str = journal.SYSTEM) -> JobRow:
    """Return the job for this order: a new one, or the existing one with its key."""
    known = tx.one(job_from_row, "SELECT * FROM jobs WHERE key = ?", order.key)
    if known is not None:
        return known
    job = ids.new("job")
    tx.execute(
        "INSERT INTO jobs (id, kind, queue, project, subject, priority, key, parent, state, ready_at, created)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        job,
        order.kind.name,
        order.kind.queue,
        order.project,
        order.subject,
        int(order.priority),
        order.key,
        order.parent,
        LedgerState.READY,
        now + min(order.delay, LONGEST_DELAY),
        times.to_text(tx.now),
    )
    facts = {"kind": order.kind.name, "subject": order.subject, "project": order.project}
    if order.parent is not None:
        facts["parent"] = order.parent
    journal.append(tx, "job.added", job, facts, actor)
    tx.mark_due(order.kind.queue)
    return get_job(tx, job)
