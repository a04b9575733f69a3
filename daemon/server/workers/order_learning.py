"""Order a cycle of learning for each project where something changed since the last one."""

from jobs.job_order import JobOrder, JobPriority
from jobs.kinds.learn import KIND
from jobs.ledger.enqueue import enqueue
from store import Store
from store.codebase import projects
from store.core.transaction import ReadView, WriteTransaction
from store.learning import cycles

PAGE = 500
NOTHING = "0:0:0"  # the basis of a project without acts and without waiting units


def order_learning(store: Store, now: float) -> None:
    """Order what is due; a project with nothing to learn from and nothing to score is left alone."""
    with store.read() as view:
        due = [found for project in projects.page(view, "", PAGE) if (found := _due(view, project.id))]
    for project, basis in due:
        with store.write() as tx:
            order_cycle(tx, project, basis, now)


def order_cycle(tx: WriteTransaction, project: str, basis: str, now: float) -> str:
    """Order one cycle; the same basis is learned once. Return the number of the job."""
    order = JobOrder(KIND, project, f"project:{project}", f"learn:{project}:{basis}", JobPriority.LOW)
    return enqueue(tx, order, now).id


def _due(view: ReadView, project: str) -> tuple[str, str] | None:
    basis, last = cycles.current_basis(view, project), cycles.find(view, project)
    if basis == NOTHING or (last is not None and last.basis == basis):
        return None
    return (project, basis)
