"""Order a cycle of learning for each project where something changed since the last one."""

from jobs.effects.learn import subject_of_page
from jobs.job_order import JobOrder, JobPriority
from jobs.kinds.learn import KIND
from jobs.ledger import job_queries
from jobs.ledger.enqueue import enqueue
from store import Store
from store.codebase import projects
from store.core.transaction import ReadView, WriteTransaction
from store.learning import arrivals, cycles, learning_projects

NOTHING = "0:0:0:0"  # the basis of a project without acts and without waiting units


def order_learning(store: Store, now: float) -> None:
    """Order what is due; a project with nothing to learn from and nothing to score is left alone."""
    with store.read() as view:
        due = [found for project in projects.each(view) if (found := _due(view, project.id))]
    for project, basis in due:
        with store.write_in_background() as tx:
            order_cycle(tx, project, basis, now)


def order_cycle(tx: WriteTransaction, project: str, basis: str, now: float) -> str:
    """Order one cycle; the same basis is learned once. Return the number of the job."""
    arrivals.log_arrivals(tx, project)
    order = JobOrder(KIND, project, subject_of_page(project), f"learn:{project}:{basis}", JobPriority.LOW)
    return enqueue(tx, order, now).id


def close_day(store: Store, _now: float) -> None:
    """Keep the report of each project, so that the next days can say what changed."""
    with store.read() as view:
        known = [project.id for project in projects.each(view) if cycles.find(view, project.id)]
    for project in known:
        with store.write_in_background() as tx:
            cycles.keep_night(tx, project)


def _due(view: ReadView, project: str) -> tuple[str, str] | None:
    """A project with open jobs waits: a cycle for each minute of a long conversion would cost more than it."""
    if job_queries.count_open(view, project):
        return None
    basis, last = cycles.current_basis(view, project), cycles.find(view, project)
    if basis == NOTHING or (last is not None and last.basis == basis):
        return None
    if not learning_projects.get(view, project).enabled:
        return None
    return (project, basis)
