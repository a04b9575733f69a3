"""Order an assessment for each project where something changed since the last one."""

from collections.abc import Mapping

from jobs.effects.assess.assess_inputs import basis_of
from jobs.job_order import JobOrder, JobPriority
from jobs.kinds.assess import KIND
from jobs.kinds.assess.assess_input import assessment_rules
from jobs.ledger import job_queries
from jobs.ledger.enqueue import enqueue
from store import Store
from store.codebase import projects, sources
from store.core.transaction import ReadView, WriteTransaction
from store.findings import assessments

INTERVAL_VARIABLE = "SPECDECK_ASSESS_SECONDS"  # how often the daemon looks for projects to assess
INTERVAL, SHORTEST = 60.0, 1.0


def assess_interval(environment: Mapping[str, str]) -> float:
    """Return the seconds between two looks for projects to assess."""
    try:
        return max(float(environment.get(INTERVAL_VARIABLE, INTERVAL)), SHORTEST)
    except ValueError:
        return INTERVAL


def order_assessments(store: Store, now: float) -> None:
    """Order what is due. A project with open jobs waits until they are done: its files may still change."""
    assessment_rules()  # takes a moment the first time, which no transaction should wait for
    with store.read() as view:
        due = [found for project in projects.each(view) if (found := _due(view, project.id))]
    for project, basis in due:
        with store.write_in_background() as tx:
            order_assessment(tx, project, basis, now)


def order_assessment(tx: WriteTransaction, project: str, basis: str, now: float) -> str:
    """Order one assessment; the same basis is assessed once after each. Return the number of the job."""
    key = f"assess:{project}:{assessments.find_time(tx, project)}:{basis}"  # a basis of before may come back
    order = JobOrder(KIND, project, f"project:{project}", key, JobPriority.LOW)
    return enqueue(tx, order, now).id


def _due(view: ReadView, project: str) -> tuple[str, str] | None:
    if not sources.count(view, project) or job_queries.count_open(view, project):
        return None
    basis = basis_of(view, project)
    if assessments.find_basis(view, project) == basis:
        return None
    return (project, basis)
