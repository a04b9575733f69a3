"""/v1/projects/…/analyses: let analysts look at files; /v1/conversions/…/remarks: what they said of a unit."""

from collections.abc import Iterator
from pathlib import PurePath

from fastapi import Response

from daemon.server.http.routing import RowNumber, json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.instance import InstanceParam
from daemon.wire.analysis import AnalysisOrder, AnalysisRequest, RemarkInfo, RemarkList
from daemon.wire.role import Permission
from engine.review.refusal import Refusal
from jobs.job_order import JobOrder, JobPriority
from jobs.kinds.enhance import KIND
from jobs.ledger import job_queries
from jobs.ledger.enqueue import enqueue
from jobs.ledger.job_queries import JobFilter
from store import ReadView, WriteTransaction
from store.analysts import remarks
from store.analysts.remarks import AnalystRemark
from store.codebase import conversions, projects, sources
from store.codebase.sources import SourceRow
from store.core import times
from store.cost.budgets import day_sum
from store.cost.cloud_questions import CloudOrder, order_cloud
from store.cost.cloud_settings import get_cloud

ROUTER = resource_router("analyses")
_ORDERS = {False: CloudOrder.AT_ONCE, True: CloudOrder.IN_BATCH}


@ROUTER.post(
    "/v1/projects/{project}/analyses",
    status_code=202,
    response_model=AnalysisOrder,
    openapi_extra=requires(Permission.JOB_RUN),
)
def order_analyses(write: WriteParam, project: str, body: AnalysisRequest) -> Response:
    """Order a job for each SQL file that is, or is below, one of the paths."""
    now = write.instance.job_service.now()
    if body.use_cloud:
        _require_cloud(write, project)
    with write.instance.store.read() as view:  # a project may have thousands of files: others write meanwhile
        found = list(_sources(view, projects.get(view, project).id, body.paths))
    named = {path for _, path in found}

    def work(tx: WriteTransaction, actor: str) -> AnalysisOrder:
        for source, _ in found:
            if body.use_cloud:
                order_cloud(tx, source.id, _ORDERS[body.in_batch])
        jobs = [_unfinished(tx, source) or enqueue(tx, _order(source), now, actor).id for source, _ in found]
        return AnalysisOrder(tuple(jobs), tuple(path for path in body.paths if path not in named))

    return write.apply(work, body, 202)


@ROUTER.get("/v1/conversions/{unit}/remarks", response_model=RemarkList, openapi_extra=requires(Permission.VIEW))
def list_remarks(instance: InstanceParam, unit: RowNumber) -> Response:
    """What analysts said of the present SQL of a unit."""
    with instance.store.read() as view:
        row = conversions.get(view, unit)
        return json_reply(RemarkList(tuple(map(_info, remarks.list_remarks(view, row.id, row.sql)))))


def _require_cloud(write: WriteParam, project: str) -> None:
    """Refuse to ask the cloud for a project that does not allow it, or has no budget."""
    with write.instance.store.read() as view:
        found = projects.get(view, project)
        allowed = get_cloud(view, found.id).enabled
        budget = day_sum(view, found.id, times.to_text(view.now)[:10]).per_day
    if not allowed:
        raise Refusal("cloud", f"The cloud is off for {found.name}.", "Allow it: specdeck cost cloud on")
    if not budget:
        raise Refusal("budget", f"{found.name} has no budget.", "Set one: specdeck cost budget DOLLARS")


def _sources(view: ReadView, project: str, paths: tuple[str, ...]) -> Iterator[tuple[SourceRow, str]]:
    """Yield the SQL files of a project with the path of the request that names them."""
    for source in sources.list_sql(view, project):
        file = PurePath(source.folder, source.path)
        named = next((path for path in paths if file.is_relative_to(path)), None)
        if named is not None:
            yield source, named


def _unfinished(view: ReadView, source: SourceRow) -> str | None:
    """Return the job that looks at a file already; a finished one says nothing of the model that is used now."""
    subject = sources.subject(source.id)
    filters = (JobFilter(state, KIND.name, source.project, subject) for state in ("ready", "running"))
    return next((job.id for each in filters for job in job_queries.page(view, each, None, 1)), None)


def _order(source: SourceRow) -> JobOrder:
    return JobOrder(KIND, source.project, sources.subject(source.id), priority=JobPriority.LOW)


def _info(remark: AnalystRemark) -> RemarkInfo:
    first, last = remark.lines or (None, None)
    return RemarkInfo(remark.analyst, remark.kind, remark.text, first, last)
