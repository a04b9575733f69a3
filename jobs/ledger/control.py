"""What people do to jobs: retry, cancel, pause, resume."""

from jobs.ledger.job import ENDED, JobRow, LedgerState, get_job
from store.core import journal, times
from store.core.errors import StoreError
from store.core.transaction import ReadView, WriteTransaction


class NotNowError(StoreError):
    """The state of the job does not allow this."""

    code = "jobs.not_now"


class NoScopeError(StoreError):
    """There is nothing of this name to pause."""

    code = "jobs.no_scope"


def retry(tx: WriteTransaction, job: str, now: float, actor: str) -> JobRow:
    """Try an ended job again, with a clean record."""
    former = get_job(tx, job)
    if former.state not in ENDED:
        raise NotNowError(f"Job {job} is {former.state}; only an ended job can be retried.", "Wait until it ends.")
    tx.execute(
        "UPDATE jobs SET state = ?, failures = 0, lost = 0, ready_at = ?, error = NULL, result = NULL, finished = NULL"
        " WHERE id = ?",
        LedgerState.READY,
        now,
        job,
    )
    journal.append(tx, "job.retried", job, {"kind": former.kind, "was": former.state}, actor)
    tx.mark_due(former.queue)
    return get_job(tx, job)


def cancel(tx: WriteTransaction, job: str, actor: str) -> JobRow:
    """End a job; a running one is fenced off and stopped at its next heartbeat."""
    former = get_job(tx, job)
    if former.state in ENDED:
        raise NotNowError(f"Job {job} has already ended: {former.state}.", "There is nothing to cancel.")
    tx.execute(
        "UPDATE jobs SET state = ?, token = token + 1, lease_until = NULL, finished = ? WHERE id = ?",
        LedgerState.CANCELLED,
        times.to_text(tx.now),
        job,
    )
    journal.append(tx, "job.cancelled", job, {"kind": former.kind}, actor)
    return get_job(tx, job)


def pause(tx: WriteTransaction, scope: str, actor: str) -> None:
    """Start no more jobs of `all`, `queue:NAME`, `kind:NAME` or `project:ID`; running ones continue."""
    _check(scope)
    if tx.execute("INSERT OR IGNORE INTO pauses VALUES (?, ?)", scope, times.to_text(tx.now)):
        journal.append(tx, "jobs.paused", scope, {}, actor)


def resume(tx: WriteTransaction, scope: str, actor: str) -> None:
    """Start jobs of this scope again."""
    _check(scope)
    if tx.execute("DELETE FROM pauses WHERE scope = ?", scope):
        journal.append(tx, "jobs.resumed", scope, {}, actor)
    for row in tx.rows("SELECT DISTINCT queue FROM jobs WHERE state = ?", LedgerState.READY):
        tx.mark_due(row["queue"])


def list_paused(view: ReadView) -> list[str]:
    """Return the paused scopes."""
    return [row["scope"] for row in view.rows("SELECT scope FROM pauses ORDER BY scope")]


def _check(scope: str) -> None:
    kind, _, name = scope.partition(":")
    if scope != "all" and not (kind in ("queue", "kind", "project") and name):
        raise NoScopeError(f"{scope} cannot be paused.", "Name all, queue:NAME, kind:NAME or project:ID.")
