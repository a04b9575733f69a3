"""/v1/jobs, /v1/queues, /v1/chores: background work, shown and controlled."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Path, Query, Response

from daemon.server.errors import ServerError
from daemon.server.http import permissions
from daemon.server.http.paging import next_cursor
from daemon.server.http.routing import MAX_NUMBER, json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.instance import Instance, InstanceParam
from daemon.server.workers.job_info import job_info
from daemon.server.workers.supervisor import job_kinds_of_queue
from daemon.wire.job import (
    Job,
    JobPage,
    JobState,
    NewJob,
    PauseScope,
    QueueInfo,
    QueueList,
    ScheduledTask,
    ScheduledTasks,
)
from daemon.wire.role import Permission
from jobs.job_kind import job_kinds
from jobs.job_order import JobOrder, JobPriority
from jobs.ledger import control, job, job_queries
from jobs.ledger.enqueue import enqueue
from store import ReadView, WriteTransaction
from store.codebase import sources, subject_names, units
from store.core import times

JobId = Annotated[str, Path(alias="job")]
ROUTER = resource_router("jobs")


class NoKindError(ServerError):
    """The kind of a job does not exist."""

    code = "jobs.no_kind"
    status = 422


@ROUTER.get("/v1/jobs", response_model=JobPage, openapi_extra=requires(Permission.VIEW))
def list_jobs(
    instance: InstanceParam,
    state: JobState | None = None,
    kind: str = "",
    project: str = "",
    subject: str = "",
    unit: str = "",
    cursor: Annotated[int | None, Query(ge=0, le=MAX_NUMBER)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> Response:
    """Return a page of jobs, newest first."""
    with instance.store.read() as view:
        subjects = tuple(map(sources.subject, units.list_sources_named(view, unit))) if unit else None
        wanted = job_queries.JobFilter(state or "", kind, project, subject, subjects)
        found = job_queries.page(view, wanted, cursor, limit + 1)
        names = subject_names.find_names(view, (each.subject for each in found[:limit]))
    cursor_after = next_cursor(found, limit, lambda each: each.number)
    return json_reply(JobPage(tuple(map(job_info, found[:limit])), cursor_after, names))


@ROUTER.post("/v1/jobs", status_code=201, response_model=Job, openapi_extra=requires(Permission.JOB_RUN))
def order_job(write: WriteParam, body: NewJob) -> Response:
    """Order a job; orders with the same key are one job."""
    kind = job_kinds().get(body.kind)
    if kind is None:
        raise NoKindError(
            f"There is no kind of job named {body.kind}.", f"Use one of: {', '.join(sorted(job_kinds()))}."
        )
    order = JobOrder(kind, body.project, body.subject, body.key, JobPriority[body.priority.name])
    now = write.instance.job_service.now()

    def work(tx: WriteTransaction, actor: str) -> Job:
        for named in ({"project": body.project}, {"subject": body.subject}):
            _check(tx, write, named)
        return job_info(enqueue(tx, order, now, actor))

    return write.apply(work, body, 201)


@ROUTER.get("/v1/jobs/{job}", response_model=Job, openapi_extra=requires(Permission.VIEW))
def show_job(instance: InstanceParam, id: JobId) -> Response:  # noqa: A002  the name of the path parameter
    """Return one job."""
    with instance.store.read() as view:
        return json_reply(job_info(job.get_job(view, id)))


@ROUTER.post("/v1/jobs/{job}/retry", response_model=Job, openapi_extra=requires(Permission.JOB_RUN))
def retry_job(write: WriteParam, id: JobId) -> Response:  # noqa: A002  as above
    """Run a finished job again."""
    now = write.instance.job_service.now()
    return write.apply(lambda tx, actor: job_info(control.retry(tx, id, now, actor)))


@ROUTER.post("/v1/jobs/{job}/cancel", response_model=Job, openapi_extra=requires(Permission.JOB_RUN))
def cancel_job(write: WriteParam, id: JobId) -> Response:  # noqa: A002  as above
    """Cancel an unfinished job."""
    return write.apply(lambda tx, actor: job_info(control.cancel(tx, id, actor)))


@ROUTER.get("/v1/queues", response_model=QueueList, openapi_extra=requires(Permission.VIEW))
def list_queues(instance: InstanceParam) -> Response:
    """Return the queues with their workers and jobs, and the paused scopes."""
    with instance.store.read() as view:
        return json_reply(_queues(instance, view))


@ROUTER.post("/v1/queues/pause", response_model=QueueList, openapi_extra=requires(Permission.JOB_RUN))
def pause(write: WriteParam, body: PauseScope) -> Response:
    """Start no more jobs of a scope; running ones continue."""

    def work(tx: WriteTransaction, actor: str) -> QueueList:
        _check(tx, write, _named(body))
        control.pause(tx, body.scope, actor)
        return _queues(write.instance, tx)

    return write.apply(work, body)


@ROUTER.post("/v1/queues/resume", response_model=QueueList, openapi_extra=requires(Permission.JOB_RUN))
def resume(write: WriteParam, body: PauseScope) -> Response:
    """Start jobs of a scope again."""

    def work(tx: WriteTransaction, actor: str) -> QueueList:
        _check(tx, write, _named(body))
        control.resume(tx, body.scope, actor)
        return _queues(write.instance, tx)

    return write.apply(work, body)


@ROUTER.get("/v1/chores", response_model=ScheduledTasks, openapi_extra=requires(Permission.VIEW))
def list_chores(instance: InstanceParam) -> Response:
    """Return the periodic tasks of the daemon."""
    entries = instance.job_service.supervisor.schedule.entries()
    chores = (
        ScheduledTask(
            entry.name,
            entry.every,
            None if entry.last is None else times.to_text(entry.last),
            times.to_text(entry.next),
        )
        for entry in entries
    )
    return json_reply(ScheduledTasks(tuple(chores)))


def _check(tx: WriteTransaction, write: WriteParam, named: Mapping[str, str]) -> None:
    """Check the permission in the project that a body names, as for one in the path."""
    permissions.check_permission(tx, write.caller, write.permission, permissions.project_of_path(tx, named))


def _named(body: PauseScope) -> Mapping[str, str]:
    word, _, name = body.scope.partition(":")
    return {word: name} if word == "project" else {}


def _queues(instance: Instance, view: ReadView) -> QueueList:
    counts, paused = job_queries.count_by_queue(view), control.list_paused(view)
    pools = instance.job_service.supervisor.pools.values()
    queues = (
        QueueInfo(
            name=pool.queue,
            kinds=job_kinds_of_queue(pool.queue),
            workers=pool.size,
            most_workers=pool.max_size,
            paused="all" in paused or f"queue:{pool.queue}" in paused,
            jobs=counts.get(pool.queue, {}),
        )
        for pool in pools
    )
    return QueueList(tuple(queues), tuple(paused))
