"""/v1/conversions/…/trials: run a routine beside what its spec means."""

from fastapi import Response

from daemon.server.http.routing import RowNumber, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.workers.job_info import job_info
from daemon.wire.job import Job
from daemon.wire.role import Permission
from engine.review.refusal import Refusal
from engine.source.unit import ROUTINES
from jobs.job_order import JobOrder, JobPriority
from jobs.kinds.trial import KIND
from jobs.ledger import job_queries
from jobs.ledger.enqueue import enqueue
from jobs.ledger.job import JobRow, LedgerState
from jobs.ledger.job_queries import JobFilter
from store import ReadView, WriteTransaction
from store.codebase import conversions
from store.codebase.conversion_row import ConversionRow, unit_subject
from store.review import policies

ROUTER = resource_router("trials")


@ROUTER.post(
    "/v1/conversions/{unit}/trials", status_code=202, response_model=Job, openapi_extra=requires(Permission.JOB_RUN)
)
def order_trial(write: WriteParam, unit: RowNumber) -> Response:
    """Order a trial of one unit before those of whole files; a trial that waits already is not ordered twice."""
    now = write.instance.job_service.now()

    def work(tx: WriteTransaction, actor: str) -> Job:
        row = conversions.get(tx, unit)
        _require_trial(tx, row)
        subject = unit_subject(unit)
        waiting = _unfinished(tx, row.project, subject)
        order = JobOrder(KIND, row.project, subject, priority=JobPriority.NORMAL)
        return job_info(waiting or enqueue(tx, order, now, actor))

    return write.apply(work, status=202)


def _require_trial(view: ReadView, row: ConversionRow) -> None:
    """Refuse what cannot be tried at once, not in a job later."""
    if row.kind not in ROUTINES or row.fault is not None:
        raise Refusal(
            "trial", f"{row.name or row.kind} is not a routine that can run.", "Name a function or procedure."
        )
    if not policies.get(view, row.project).trials:
        hint = "Add `trials = true` to it: specdeck policy set"
        raise Refusal("trial", "The policy of the project does not allow its SQL to run in a scratch server.", hint)


def _unfinished(view: ReadView, project: str, subject: str) -> JobRow | None:
    states = (LedgerState.READY, LedgerState.RUNNING)
    found = (job_queries.page(view, JobFilter(state, KIND.name, project, subject), None, 1) for state in states)
    return next((job for page in found for job in page), None)
