"""What came of a run: its effects, the job's new state and the event, in one transaction, by the newest holder only."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum

from jobs.kinds.kind import KindError, Result
from jobs.kinds.registry import kinds
from jobs.ledger import breaker
from jobs.ledger.desk import Desk
from jobs.ledger.enqueue import Order, enqueue
from jobs.ledger.job import Failure, Job, State, get
from store import canonical, failpoint, journal, texts, times
from store.errors import MissingError, StoreError
from store.transaction import Transaction

FAILURES_ALLOWED = 3
LONGEST_BACKOFF = 60.0


class Outcome(StrEnum):
    """What became of a report."""

    DONE = "done"
    RETRIED = "retried"  # it will be tried again
    QUARANTINED = "quarantined"
    STALE = "stale"  # somebody else holds the job now, or nobody; nothing was changed


@dataclass(frozen=True, slots=True)
class Held:
    """A job as its holder names it."""

    id: str
    token: int


def succeed(tx: Transaction, held: Held, result: Result, now: float) -> Outcome:
    """Apply the result of a run; if applying fails, that is a failure of the job like any other."""
    job = holding(tx, held)
    if job is None:
        return Outcome.STALE
    try:
        with tx.part():
            _complete(tx, job, result, now)
    except Exception as error:
        if isinstance(error, StoreError) and error.code in ("store.disk_full", "store.read_only", "store.damaged"):
            raise
        return _failed(tx, job, _failure_of(error), now)
    return Outcome.DONE


def fail(tx: Transaction, held: Held, failure: Failure, now: float) -> Outcome:
    """Note that a run failed: later again, or quarantined when it was one too many."""
    job = holding(tx, held)
    return Outcome.STALE if job is None else _failed(tx, job, failure, now)


def holding(tx: Transaction, held: Held) -> Job | None:
    """The job, if it runs under this token still."""
    try:
        job = get(tx, held.id)
    except MissingError:
        return None
    return job if job.state is State.RUNNING and job.token == held.token else None


def _complete(tx: Transaction, job: Job, result: Result, now: float) -> None:
    kind = kinds()[job.kind]
    failpoint.reach("inside-apply")
    summary = kind.apply(Desk(tx, now), job.subject, result)
    tx.execute(
        "UPDATE jobs SET state = ?, lease_until = NULL, error = NULL, result = ?, finished = ? WHERE id = ?",
        State.DONE,
        canonical.encode(summary),
        times.text(tx.now),
        job.id,
    )
    journal.append(tx, "job.done", job.id, {"kind": job.kind, "attempts": job.attempts})
    breaker.succeeded(tx, job.kind)
    for name in kind.follows:
        order = Order(kinds()[name], job.project, job.subject, f"{name}:after:{job.id}", job.priority, job.id)
        enqueue(tx, order, now)


def _failed(tx: Transaction, job: Job, failure: Failure, now: float) -> Outcome:
    failures = job.failures + 1
    if failures == 1:  # one poison job tells nothing about its kind, however often it is tried
        breaker.failed(tx, job.kind, now)
    if failures >= FAILURES_ALLOWED:
        quarantine(tx, job, failure, failures)
        return Outcome.QUARANTINED
    tx.execute(
        "UPDATE jobs SET state = ?, failures = ?, lease_until = NULL, ready_at = ?, error = ? WHERE id = ?",
        State.READY,
        failures,
        now + min(LONGEST_BACKOFF, 0.5 * 2**failures),
        json.dumps(asdict(failure)),
        job.id,
    )
    journal.append(tx, "job.failed", job.id, _facts(tx, job, failure))
    return Outcome.RETRIED


def quarantine(tx: Transaction, job: Job, failure: Failure, failures: int) -> None:
    """Set a job aside with its error: a person decides whether it is tried again."""
    tx.execute(
        "UPDATE jobs SET state = ?, failures = ?, lease_until = NULL, error = ?, finished = ? WHERE id = ?",
        State.QUARANTINED,
        failures,
        json.dumps(asdict(failure)),
        times.text(tx.now),
        job.id,
    )
    journal.append(tx, "job.quarantined", job.id, _facts(tx, job, failure))


def _facts(tx: Transaction, job: Job, failure: Failure) -> dict[str, object]:
    """The journal names the code; the sentence may quote a person's SQL, so it is kept apart, by hash."""
    return {"kind": job.kind, "code": failure.code, "sentence": texts.keep(tx, failure.sentence)}


def _failure_of(error: Exception) -> Failure:
    if isinstance(error, KindError | StoreError):
        return Failure(error.code, str(error), error.hint)
    return Failure("job.apply", f"Applying the result failed: {type(error).__name__}: {error}", "Please report it.")
