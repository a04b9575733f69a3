"""How work enters the ledger: once per key, with an event, and a wake-up when it is safe on disk."""

from dataclasses import dataclass

from jobs.kinds.kind import JobKind
from jobs.ledger.job import JobPriority, JobRow, LedgerState, get_job, job_from_row
from store.core import ids, journal, times
from store.core.transaction import WriteTransaction


@dataclass(frozen=True, slots=True)
class JobOrder:
    """What is to be done. Two orders with one `key` are one job, however often they are given."""

    kind: JobKind
    project: str
    subject: str
    key: str | None = None
    priority: JobPriority = JobPriority.NORMAL
    parent: str | None = None


def enqueue(tx: WriteTransaction, order: JobOrder, now: float, actor: str = journal.SYSTEM) -> JobRow:
    """The job for this order: a new one, or the one that was made for its key before."""
    row = tx.row("SELECT * FROM jobs WHERE key = ?", order.key) if order.key else None
    if row is not None:
        return job_from_row(row)
    job = ids.new("job")
    tx.execute(
        "INSERT INTO jobs (id, kind, lane, project, subject, priority, key, parent, state, ready_at, created)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        job,
        order.kind.name,
        order.kind.lane,
        order.project,
        order.subject,
        int(order.priority),
        order.key,
        order.parent,
        LedgerState.READY,
        now,
        times.to_text(tx.now),
    )
    facts = {"kind": order.kind.name, "subject": order.subject, "project": order.project}
    journal.append(tx, "job.added", job, facts if order.parent is None else {**facts, "parent": order.parent}, actor)
    tx.note(order.kind.lane)
    return get_job(tx, job)
