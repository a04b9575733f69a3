"""Leases: extending them, returning jobs, and taking jobs back when a lease expires."""

from collections.abc import Iterable

from engine.fault import Fault
from jobs.ledger import finish, job_queries
from jobs.ledger.claim import LEASE
from jobs.ledger.finish import JobLease
from jobs.ledger.job import JobRow, LedgerState, job_from_row
from store.core import journal
from store.core.transaction import WriteTransaction

POOL = "local-"  # how the names of the daemon's own workers begin
LOSSES_ALLOWED = 10  # a job is seldom to blame for its worker's death, so this is more than FAILURES_ALLOWED


def heartbeat(tx: WriteTransaction, held: Iterable[JobLease], now: float, lease: float = LEASE) -> list[str]:
    """Extend the leases; return the ids of jobs that the caller no longer holds and should drop."""
    dropped = []
    for one in held:
        touched = tx.execute(
            "UPDATE jobs SET lease_until = ? WHERE id = ? AND token = ? AND state = ?",
            now + lease,
            one.id,
            one.token,
            LedgerState.RUNNING,
        )
        if not touched:
            dropped.append(one.id)
    return dropped


def give_back(tx: WriteTransaction, held: Iterable[JobLease]) -> list[JobRow]:
    """Make jobs ready that were not started, and return them; it does not count as an attempt."""
    returned = []
    for one in held:
        row = tx.row(
            "UPDATE jobs SET state = ?, lease_until = NULL, attempts = attempts - 1"
            " WHERE id = ? AND token = ? AND state = ? RETURNING *",
            LedgerState.READY,
            one.id,
            one.token,
            LedgerState.RUNNING,
        )
        if row is not None:
            returned.append(job_from_row(row))
            tx.mark_due(row["queue"])
    return returned


def return_undelivered(tx: WriteTransaction, worker: str) -> None:
    """Return what a worker holds that claims again: an answer with these jobs never reached it."""
    rows = tx.rows("SELECT id, token FROM jobs WHERE state = ? AND worker = ?", LedgerState.RUNNING, worker)
    give_back(tx, [JobLease(row["id"], row["token"]) for row in rows])


def sweep(tx: WriteTransaction, now: float, lease: float = LEASE) -> list[JobRow]:
    """Take back jobs with expired leases. A lease longer than any we give is from before a clock jump.

    A lost worker counts against its jobs. One of the daemon's own is not lost: the daemon knows when it dies, and one
    that is late is slow or was stopped. A worker that never renewed a lease may not have received the job.
    """
    tx.execute(
        "UPDATE jobs SET lease_until = ? WHERE state = ? AND lease_until > ?",
        now + lease,
        LedgerState.RUNNING,
        now + lease,
    )
    tx.execute(
        "UPDATE jobs SET ready_at = ? WHERE state = ? AND ready_at > ?",
        now,
        LedgerState.READY,
        now + job_queries.LONGEST_WAIT,
    )
    rows = tx.rows("SELECT * FROM jobs WHERE state = ? AND lease_until <= ?", LedgerState.RUNNING, now)
    late = [job_from_row(row) for row in rows]
    for job in late:
        if (job.worker or "").startswith(POOL) or not _was_renewed(job, lease):
            _ready_again(tx, job, "job.late", now)
        else:
            _count_loss(tx, job, now)
    return late


def take_back_from_worker(tx: WriteTransaction, worker: str, now: float) -> list[JobRow]:
    """Take back at once what a worker held that is known to be dead."""
    rows = tx.rows("SELECT * FROM jobs WHERE state = ? AND worker = ?", LedgerState.RUNNING, worker)
    lost = [job_from_row(row) for row in rows]
    for job in lost:
        _count_loss(tx, job, now)
    return lost


def take_back_from_pool(tx: WriteTransaction, now: float) -> list[JobRow]:
    """Take back what the daemon's own workers held: they died with it."""
    rows = tx.rows("SELECT * FROM jobs WHERE state = ? AND instr(worker, ?) = 1", LedgerState.RUNNING, POOL)
    lost = [job_from_row(row) for row in rows]
    for job in lost:
        _count_loss(tx, job, now)
    return lost


def give_back_all(tx: WriteTransaction) -> None:
    """Return what the daemon's own workers held after an orderly shutdown; it does not count as an attempt."""
    rows = tx.rows("SELECT id, token FROM jobs WHERE state = ? AND instr(worker, ?) = 1", LedgerState.RUNNING, POOL)
    give_back(tx, [JobLease(row["id"], row["token"]) for row in rows])


def _was_renewed(job: JobRow, lease: float) -> bool:
    if job.claimed is None or job.lease_until is None:
        return False
    return job.lease_until > job.claimed + lease


def _count_loss(tx: WriteTransaction, job: JobRow, now: float) -> None:
    lost = job.lost + 1
    tx.execute("UPDATE jobs SET lost = ? WHERE id = ?", lost, job.id)
    if lost >= LOSSES_ALLOWED:
        sentence = f"Its worker was lost {lost} times while it held this job."
        failure = Fault("job.lost", sentence, "Look at the worker's log; retry it when the cause is known.")
        finish.quarantine(tx, job, failure, job.failures)
    else:
        _ready_again(tx, job, "job.lost", now)


def _ready_again(tx: WriteTransaction, job: JobRow, event: str, now: float) -> None:
    tx.execute(
        "UPDATE jobs SET state = ?, lease_until = NULL, ready_at = ? WHERE id = ?", LedgerState.READY, now, job.id
    )
    journal.append(tx, event, job.id, {"kind": job.kind, "attempts": job.attempts})
    tx.mark_due(job.queue)
