"""What people do to jobs: retry, cancel, pause, resume."""

from jobs.ledger.job import ENDED, Job, State, get
from store import journal, times
from store.errors import StoreError
from store.transaction import Transaction, View


class NotNowError(StoreError):
    """The job is not in a state in which this can be done."""

    code = "jobs.not_now"


class NoScopeError(StoreError):
    """There is nothing of this name to pause."""

    code = "jobs.no_scope"


def retry(tx: Transaction, job: str, now: float, actor: str) -> Job:
    """Try an ended job again, as if it had never failed."""
    former = get(tx, job)
    if former.state not in ENDED:
        raise NotNowError(f"Job {job} is {former.state}; only one that ended can be tried again.", "Wait for it.")
    tx.execute(
        "UPDATE jobs SET state = ?, failures = 0, lost = 0, ready_at = ?, error = NULL, result = NULL, finished = NULL"
        " WHERE id = ?",
        State.READY,
        now,
        job,
    )
    journal.append(tx, "job.retried", job, {"kind": former.kind, "was": former.state}, actor)
    tx.note(former.lane)
    return get(tx, job)


def cancel(tx: Transaction, job: str, actor: str) -> Job:
    """End a job that did not end by itself; a running one is fenced off and stopped at its next sign of life."""
    former = get(tx, job)
    if former.state in ENDED:
        raise NotNowError(f"Job {job} is {former.state} already.", "There is nothing to cancel.")
    tx.execute(
        "UPDATE jobs SET state = ?, token = token + 1, lease_until = NULL, finished = ? WHERE id = ?",
        State.CANCELLED,
        times.text(tx.now),
        job,
    )
    journal.append(tx, "job.cancelled", job, {"kind": former.kind}, actor)
    return get(tx, job)


def pause(tx: Transaction, scope: str, actor: str) -> None:
    """Start nothing more of `all`, `lane:NAME`, `kind:NAME` or `project:ID`; what runs goes on."""
    _check(scope)
    if tx.execute("INSERT OR IGNORE INTO pauses VALUES (?, ?)", scope, times.text(tx.now)):
        journal.append(tx, "jobs.paused", scope, {}, actor)


def resume(tx: Transaction, scope: str, actor: str) -> None:
    """Start jobs of this scope again."""
    _check(scope)
    if tx.execute("DELETE FROM pauses WHERE scope = ?", scope):
        journal.append(tx, "jobs.resumed", scope, {}, actor)
    for row in tx.rows("SELECT DISTINCT lane FROM jobs WHERE state = ?", State.READY):
        tx.note(row["lane"])


def paused(view: View) -> list[str]:
    """What is paused."""
    return [row["scope"] for row in view.rows("SELECT scope FROM pauses ORDER BY scope")]


def _check(scope: str) -> None:
    kind, _, name = scope.partition(":")
    if scope != "all" and not (kind in ("lane", "kind", "project") and name):
        raise NoScopeError(f"{scope} cannot be paused.", "Name all, lane:NAME, kind:NAME or project:ID.")
