"""/v1/jobs, /v1/lanes, /v1/chores: background work, as people see and steer it."""

from collections.abc import Mapping
from typing import Annotated

from fastapi import Path, Query, Response

from daemon.server import permissions
from daemon.server.change import Asked
from daemon.server.errors import ServerError
from daemon.server.instance import Here, Instance
from daemon.server.routing import needs, reply, resource
from daemon.server.supervisor import kinds_of
from daemon.wire.job import Chore, Chores, Failure, Job, JobPage, Lane, Lanes, NewJob, Priority, Scope, State
from daemon.wire.role import Permission
from jobs.kinds.registry import kinds
from jobs.ledger import control, job, listing
from jobs.ledger.enqueue import Order, enqueue
from store import Transaction, View, times

MOST = 2**53
JobId = Annotated[str, Path(alias="job")]
router = resource("jobs")


class NoKindError(ServerError):
    """There is no such kind of job."""

    code = "jobs.no_kind"
    status = 422


@router.get("/v1/jobs", response_model=JobPage, openapi_extra=needs(Permission.VIEW))
def list_jobs(
    instance: Here,
    state: State | None = None,
    kind: str = "",
    project: str = "",
    subject: str = "",
    unit: str = "",
    cursor: Annotated[int | None, Query(ge=0, le=MOST)] = None,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> Response:
    """Jobs, newest first, a page at a time."""
    wanted = listing.Filter(state or "", kind, project, subject, unit)
    with instance.store.read() as view:
        found = listing.page(view, wanted, cursor, limit + 1)
    more = len(found) > limit
    return reply(JobPage(tuple(map(_of, found[:limit])), str(found[limit - 1].number) if more else None))


@router.post("/v1/jobs", status_code=201, response_model=Job, openapi_extra=needs(Permission.JOB_RUN))
def order_job(change: Asked, asked: NewJob) -> Response:
    """Order a job; two orders with one key are one job."""
    kind = kinds().get(asked.kind)
    if kind is None:
        raise NoKindError(f"There is no kind of job named {asked.kind}.", f"Choose of: {', '.join(sorted(kinds()))}.")
    order = Order(kind, asked.project, asked.subject, asked.key, job.Priority[asked.priority.name])
    now = change.instance.workplace.now()

    def work(tx: Transaction, actor: str) -> Job:
        for named in ({"project": asked.project}, {"subject": asked.subject}):
            _check(tx, change, named)
        return _of(enqueue(tx, order, now, actor))

    return change.apply(work, asked, 201)


@router.get("/v1/jobs/{job}", response_model=Job, openapi_extra=needs(Permission.VIEW))
def show_job(instance: Here, id: JobId) -> Response:  # noqa: A002  as everywhere here, a job is what the ledger has
    """One job."""
    with instance.store.read() as view:
        return reply(_of(job.get(view, id)))


@router.post("/v1/jobs/{job}/retry", response_model=Job, openapi_extra=needs(Permission.JOB_RUN))
def retry_job(change: Asked, id: JobId) -> Response:  # noqa: A002  as above
    """Try an ended job again."""
    now = change.instance.workplace.now()
    return change.apply(lambda tx, actor: _of(control.retry(tx, id, now, actor)))


@router.post("/v1/jobs/{job}/cancel", response_model=Job, openapi_extra=needs(Permission.JOB_RUN))
def cancel_job(change: Asked, id: JobId) -> Response:  # noqa: A002  as above
    """End a job that has not ended."""
    return change.apply(lambda tx, actor: _of(control.cancel(tx, id, actor)))


@router.get("/v1/lanes", response_model=Lanes, openapi_extra=needs(Permission.VIEW))
def list_lanes(instance: Here) -> Response:
    """The lanes that have kinds, their workers and jobs, and what is paused."""
    with instance.store.read() as view:
        return reply(_lanes(instance, view))


@router.post("/v1/lanes/pause", response_model=Lanes, openapi_extra=needs(Permission.JOB_RUN))
def pause(change: Asked, asked: Scope) -> Response:
    """Start nothing more of a scope; what runs goes on."""

    def work(tx: Transaction, actor: str) -> Lanes:
        _check(tx, change, _named(asked))
        control.pause(tx, asked.scope, actor)
        return _lanes(change.instance, tx)

    return change.apply(work, asked)


@router.post("/v1/lanes/resume", response_model=Lanes, openapi_extra=needs(Permission.JOB_RUN))
def resume(change: Asked, asked: Scope) -> Response:
    """Start jobs of a scope again."""

    def work(tx: Transaction, actor: str) -> Lanes:
        _check(tx, change, _named(asked))
        control.resume(tx, asked.scope, actor)
        return _lanes(change.instance, tx)

    return change.apply(work, asked)


@router.get("/v1/chores", response_model=Chores, openapi_extra=needs(Permission.VIEW))
def list_chores(instance: Here) -> Response:
    """What the daemon does every so often."""
    entries = instance.workplace.supervisor.schedule.entries()
    chores = (
        Chore(entry.name, entry.every, None if entry.last is None else times.text(entry.last), times.text(entry.next))
        for entry in entries
    )
    return reply(Chores(tuple(chores)))


def _check(tx: Transaction, change: Asked, named: Mapping[str, str]) -> None:
    """What a body names counts as much as what a path names, once it is read."""
    permissions.check(tx, change.speaker, change.permission, permissions.project_of(tx, named))


def _named(asked: Scope) -> Mapping[str, str]:
    word, _, name = asked.scope.partition(":")
    return {word: name} if word == "project" else {}


def _lanes(instance: Instance, view: View) -> Lanes:
    counts, paused = listing.counts(view), control.paused(view)
    crews = instance.workplace.supervisor.crews.values()
    lanes = (
        Lane(
            name=crew.lane,
            kinds=kinds_of(crew.lane),
            workers=crew.size,
            most_workers=crew.most,
            paused="all" in paused or f"lane:{crew.lane}" in paused,
            jobs=counts.get(crew.lane, {}),
        )
        for crew in crews
    )
    return Lanes(tuple(lanes), tuple(paused))


def _of(found: job.Job) -> Job:
    error = found.error
    return Job(
        id=found.id,
        kind=found.kind,
        lane=found.lane,
        project=found.project,
        subject=found.subject,
        priority=Priority[found.priority.name],
        state=State(found.state),
        attempts=found.attempts,
        failures=found.failures,
        parent=found.parent,
        worker=found.worker,
        error=None if error is None else Failure(error.code, error.sentence, error.hint),
        result=found.result,
        created=found.created,
        finished=found.finished,
    )
