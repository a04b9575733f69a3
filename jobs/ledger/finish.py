"""Finish a job: its effects, its new state and the event, in one transaction, by the current holder only."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from engine.fault import Fault
from jobs.job_effect import JobEffect
from jobs.job_kind import JobKind, KindError, Result
from jobs.job_order import JobOrder, JobPriority
from jobs.ledger import breaker
from jobs.ledger.enqueue import enqueue
from jobs.ledger.job import JobRow, LedgerState, get_job
from store.core import canonical, failpoint, journal, texts, times
from store.core.errors import MissingError, StoreError
from store.core.fault_column import fault_to_column
from store.core.transaction import ReadView, WriteTransaction

Effects = Mapping[str, JobEffect]
FAILURES_ALLOWED = 3
LONGEST_BACKOFF = 60.0


class ReportOutcome(StrEnum):
    """The outcome of a report."""

    DONE = "done"
    RETRIED = "retried"  # it will be retried
    QUARANTINED = "quarantined"
    STALE = "stale"  # the caller no longer holds the job; nothing was changed


@dataclass(frozen=True, slots=True)
class JobLease:
    """A job as its holder refers to it."""

    id: str
    token: int


def succeed(tx: WriteTransaction, held: JobLease, result: Result, now: float, effects: Effects) -> ReportOutcome:
    """Apply the result of a run; if that fails, it is a failure of the job."""
    job = find_leased(tx, held)
    if job is None:
        return ReportOutcome.STALE
    try:
        with tx.part():
            _complete(tx, job, result, now, effects)
    except Exception as error:
        if is_of_disk(error):
            raise
        return _failed(tx, job, _failure_of(error), now)
    return ReportOutcome.DONE


def fail(tx: WriteTransaction, held: JobLease, failure: Fault, now: float) -> ReportOutcome:
    """Record that a run failed: it is retried later, or quarantined after too many failures."""
    job = find_leased(tx, held)
    if job is None:
        return ReportOutcome.STALE
    return _failed(tx, job, failure, now)


def is_of_disk(error: Exception) -> bool:
    """Return whether an error is of the disk: no job is to blame, and the report is repeated."""
    return isinstance(error, StoreError) and error.code in ("store.disk_full", "store.read_only", "store.damaged")


def find_leased(view: ReadView, held: JobLease) -> JobRow | None:
    """Return the job, if it still runs under this token."""
    try:
        job = get_job(view, held.id)
    except MissingError:
        return None
    if job.state is not LedgerState.RUNNING or job.token != held.token:
        return None
    return job


def _complete(tx: WriteTransaction, job: JobRow, result: Result, now: float, effects: Effects) -> None:
    effect = effects[job.kind]
    failpoint.reach("inside-apply")
    applied = effect.apply(tx, job.subject, result)
    tx.execute(
        "UPDATE jobs SET state = ?, lease_until = NULL, error = NULL, result = ?, finished = ? WHERE id = ?",
        LedgerState.DONE,
        canonical.encode(applied.summary),
        times.to_text(tx.now),
        job.id,
    )
    journal.append(tx, "job.done", job.id, {"kind": job.kind, "attempts": job.attempts})
    breaker.record_success(tx, job.project, job.kind)
    next_kinds = [effects[name].kind for name in effect.kind.follows]
    follow_ups = [
        JobOrder(kind, job.project, job.subject, f"{kind.name}:after:{job.id}", _priority(kind, job), job.id)
        for kind in next_kinds
    ]
    for order in (*applied.orders, *follow_ups):
        enqueue(tx, order, now)


def _priority(kind: JobKind, after: JobRow) -> JobPriority:
    if kind.is_secondary:
        return JobPriority.LOW
    return after.priority


def _failed(tx: WriteTransaction, job: JobRow, failure: Fault, now: float) -> ReportOutcome:
    failures = job.failures + 1
    if failures == 1:  # the retries of one job say nothing about its kind
        breaker.record_failure(tx, job.project, job.kind, failure.code, now)
    if failures >= FAILURES_ALLOWED:
        quarantine(tx, job, failure, failures)
        return ReportOutcome.QUARANTINED
    tx.execute(
        "UPDATE jobs SET state = ?, failures = ?, lease_until = NULL, ready_at = ?, error = ? WHERE id = ?",
        LedgerState.READY,
        failures,
        now + min(LONGEST_BACKOFF, 0.5 * 2**failures),
        fault_to_column(failure),
        job.id,
    )
    journal.append(tx, "job.failed", job.id, _facts(tx, job, failure))
    return ReportOutcome.RETRIED


def quarantine(tx: WriteTransaction, job: JobRow, failure: Fault, failures: int) -> None:
    """Set a job aside with its fault: a person decides whether to retry it."""
    tx.execute(
        "UPDATE jobs SET state = ?, failures = ?, lease_until = NULL, error = ?, finished = ? WHERE id = ?",
        LedgerState.QUARANTINED,
        failures,
        fault_to_column(failure),
        times.to_text(tx.now),
        job.id,
    )
    journal.append(tx, "job.quarantined", job.id, _facts(tx, job, failure))


def _facts(tx: WriteTransaction, job: JobRow, failure: Fault) -> dict[str, object]:
    """The event names the code; the sentence may quote SQL, so its hash is recorded."""
    return {"kind": job.kind, "code": failure.code, "sentence": texts.save(tx, failure.sentence)}


def _failure_of(error: Exception) -> Fault:
    if isinstance(error, KindError | StoreError):
        return Fault(error.code, str(error), error.hint)
    return Fault("job.apply", f"Applying the result failed: {type(error).__name__}: {error}", "Please report it.")
