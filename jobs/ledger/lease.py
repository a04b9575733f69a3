"""Holding jobs: signs of life, giving back, and taking from those that gave none."""

from collections.abc import Iterable

from jobs.ledger import finish, listing
from jobs.ledger.claim import LEASE
from jobs.ledger.finish import Held
from jobs.ledger.job import Failure, Job, State, of_row
from store import journal
from store.transaction import Transaction

LOSSES_ALLOWED = 10  # a worker's death is seldom its jobs' fault, so this is more than FAILURES_ALLOWED


def heartbeat(tx: Transaction, held: Iterable[Held], now: float, lease: float = LEASE) -> list[str]:
    """Lengthen the leases; the answer is the jobs that are not the caller's any more and should be dropped."""
    dropped = []
    for one in held:
        touched = tx.execute(
            "UPDATE jobs SET lease_until = ? WHERE id = ? AND token = ? AND state = ?",
            now + lease,
            one.id,
            one.token,
            State.RUNNING,
        )
        if not touched:
            dropped.append(one.id)
    return dropped


def give_back(tx: Transaction, held: Iterable[Held]) -> None:
    """Hand back jobs that were not begun; it counts as nothing."""
    for one in held:
        touched = tx.execute(
            "UPDATE jobs SET state = ?, lease_until = NULL, attempts = attempts - 1"
            " WHERE id = ? AND token = ? AND state = ?",
            State.READY,
            one.id,
            one.token,
            State.RUNNING,
        )
        if touched:
            _ring(tx, one.id)


def sweep(tx: Transaction, now: float, lease: float = LEASE) -> list[Job]:
    """Take back what no sign of life came for. A lease further off than any we give is from before a clock jumped."""
    tx.execute(
        "UPDATE jobs SET lease_until = ? WHERE state = ? AND lease_until > ?", now + lease, State.RUNNING, now + lease
    )
    tx.execute(
        "UPDATE jobs SET ready_at = ? WHERE state = ? AND ready_at > ?", now, State.READY, now + listing.FURTHEST
    )
    rows = tx.rows("SELECT * FROM jobs WHERE state = ? AND lease_until <= ?", State.RUNNING, now)
    return _take_back(tx, [of_row(row) for row in rows], now)


def worker_gone(tx: Transaction, worker: str, now: float) -> list[Job]:
    """Take back at once what a worker held that is known to be dead."""
    rows = tx.rows("SELECT * FROM jobs WHERE state = ? AND worker = ?", State.RUNNING, worker)
    return _take_back(tx, [of_row(row) for row in rows], now)


def crew_gone(tx: Transaction, prefix: str, now: float) -> list[Job]:
    """Take back what all workers held whose names begin so: their daemon was killed, and they with it."""
    rows = tx.rows("SELECT * FROM jobs WHERE state = ? AND instr(worker, ?) = 1", State.RUNNING, prefix)
    return _take_back(tx, [of_row(row) for row in rows], now)


def give_back_all(tx: Transaction, prefix: str) -> None:
    """Hand back what those workers held, when they were ended in good order: it counts as nothing."""
    rows = tx.rows("SELECT id, token FROM jobs WHERE state = ? AND instr(worker, ?) = 1", State.RUNNING, prefix)
    give_back(tx, [Held(row["id"], row["token"]) for row in rows])


def _take_back(tx: Transaction, jobs: list[Job], now: float) -> list[Job]:
    for job in jobs:
        lost = job.lost + 1
        tx.execute("UPDATE jobs SET lost = ? WHERE id = ?", lost, job.id)
        if lost >= LOSSES_ALLOWED:
            sentence = f"Its worker was lost {lost} times while it held this job."
            failure = Failure("job.lost", sentence, "Look at the worker's log; retry it when the cause is known.")
            finish.quarantine(tx, job, failure, job.failures)
        else:
            _ready_again(tx, job, now)
    return jobs


def _ready_again(tx: Transaction, job: Job, now: float) -> None:
    tx.execute("UPDATE jobs SET state = ?, lease_until = NULL, ready_at = ? WHERE id = ?", State.READY, now, job.id)
    journal.append(tx, "job.lost", job.id, {"kind": job.kind, "attempts": job.attempts})
    tx.note(job.lane)


def _ring(tx: Transaction, job: str) -> None:
    tx.note(tx.value("SELECT lane FROM jobs WHERE id = ?", job))
