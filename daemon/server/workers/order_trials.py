"""Order trials of what a project has to try, a portion at a time, where its policy allows it."""

from engine.trial.verdict.trial_evidence import GENERATOR_VERSION
from jobs.job_order import JobOrder, JobPriority
from jobs.kinds.trial import KIND
from jobs.ledger import control, job_queries
from jobs.ledger.enqueue import enqueue
from jobs.ledger.job import LedgerState
from jobs.ledger.job_queries import JobFilter
from store import Store
from store.codebase import projects, trials_due
from store.core import journal
from store.core.transaction import ReadView, WriteTransaction
from store.review import policies

_ENDED_WELL = (LedgerState.DONE, LedgerState.CANCELLED)


def follow_policies(store: Store) -> None:
    """Mark what a new generator has to try again, and what a policy of before allowed."""
    with store.read() as view:
        allowed = [project.id for project in projects.each(view) if policies.get(view, project.id).trials]
        known = trials_due.list_allowed(view)
    for project in allowed:
        if known.get(project) != GENERATOR_VERSION:
            with store.write_in_background() as tx:
                trials_due.allow(tx, project, GENERATOR_VERSION)


def follow_policy(tx: WriteTransaction, project: str) -> None:
    """Mark what a project has to try once its policy allows it; withdraw what waits once it does not."""
    is_allowed = project in trials_due.list_allowed(tx)
    if policies.get(tx, project).trials == is_allowed:
        return
    if not is_allowed:
        trials_due.allow(tx, project, GENERATOR_VERSION)
        return
    trials_due.forbid(tx, project)
    for job in job_queries.page(tx, JobFilter(LedgerState.READY, KIND.name, project)):
        control.cancel(tx, job.id, journal.SYSTEM)


def order_trials(store: Store, now: float) -> None:
    """Order the next portion of each project that has something to try and no job for it."""
    with store.read() as view:
        due = [project for project, made in trials_due.list_allowed(view).items() if _is_due(view, project, made)]
    for project in due:
        with store.write_in_background() as tx:
            enqueue(tx, JobOrder(KIND, project, _subject(project), priority=JobPriority.LOW), now)


def _is_due(view: ReadView, project: str, generator: str) -> bool:
    """Whether a portion may be ordered: not where the last one could not be tried, which a person looks at."""
    if generator != GENERATOR_VERSION or not trials_due.list_due(view, project, 1):
        return False
    last = job_queries.page(view, JobFilter(kind=KIND.name, project=project, subject=_subject(project)), None, 1)
    return not last or last[0].state in _ENDED_WELL


def _subject(project: str) -> str:
    return f"project:{project}"
