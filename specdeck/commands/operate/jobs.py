"""`specdeck jobs`: inspect and control background work."""

from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import command_group
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_fields, print_json, print_table
from specdeck.cli.output_shape import prints

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.job import Job, QueueInfo, QueueList

COUNTED = ("ready", "running", "quarantined")
app = command_group("Inspect and control background work.")

Id = Annotated[str, typer.Argument(metavar="JOB", help="The job's id, as in `jobs list`.")]
Ids = Annotated[list[str], typer.Argument(metavar="JOB...", help="The jobs' ids, as in `jobs list`.")]
State = Annotated[str, typer.Option("--state", help="ready, running, done, quarantined or cancelled.")]
Kind = Annotated[str, typer.Option("--kind", help="The kind of job, such as scan.")]
Project = Annotated[str, typer.Option("--project", help="The project's name.")]
Limit = Annotated[int, typer.Option("--limit", min=1, max=500, help="The maximum number of rows.")]
Scope = Annotated[str, typer.Argument(metavar="[SCOPE]", help="all, queue:NAME, kind:NAME or project:NAME.")]


@app.command("list", epilog="Example: specdeck jobs list --state quarantined")
@prints("daemon.wire.job:Job", "an array")
def list_(
    target: Target,
    state: State = "",
    kind: Kind = "",
    project: Project = "",
    limit: Limit = 50,
    as_json: Json = False,
) -> None:
    """List jobs, newest first."""
    from daemon.client.resources.jobs import JobQuery

    with target.connect() as client:
        known = client.projects.get(project).id if project else ""
        jobs = client.jobs.page(JobQuery(state, kind, known), limit=limit).items
    if as_json:
        print_json(jobs)
    else:
        print_table(("job", "kind", "subject", "state", "attempts", "error"), map(_row, jobs))


@app.command(epilog="Example: specdeck jobs show job_3f9a6b2c1d0e4f58")
@prints("daemon.wire.job:Job")
def show(target: Target, job: Id, as_json: Json = False) -> None:
    """Show a job with its error and its result."""
    with target.connect() as client:
        found = client.jobs.get(job)
    if as_json:
        print_json(found)
    else:
        print_fields(found)


@app.command(epilog="Example: specdeck jobs retry job_3f9a6b2c1d0e4f58")
@prints("daemon.wire.job:Job", "an array")
def retry(target: Target, jobs: Ids, as_json: Json = False) -> None:
    """Retry jobs that have ended, with reset counters."""
    with target.connect() as client:
        _print_jobs([client.jobs.retry(job) for job in jobs], as_json)


@app.command(epilog="Example: specdeck jobs cancel job_3f9a6b2c1d0e4f58")
@prints("daemon.wire.job:Job", "an array")
def cancel(target: Target, jobs: Ids, as_json: Json = False) -> None:
    """Cancel jobs that have not ended; a running job is stopped."""
    with target.connect() as client:
        _print_jobs([client.jobs.cancel(job) for job in jobs], as_json)


@app.command(epilog="Example: specdeck jobs pause queue:gpu")
@prints("daemon.wire.job:QueueList")
def pause(target: Target, scope: Scope = "all", as_json: Json = False) -> None:
    """Stop starting jobs of a scope; running jobs continue."""
    with target.connect() as client:
        _print_queues(client.jobs.pause(_scope(client, scope)), as_json)


@app.command(epilog="Example: specdeck jobs resume queue:gpu")
@prints("daemon.wire.job:QueueList")
def resume(target: Target, scope: Scope = "all", as_json: Json = False) -> None:
    """Resume starting jobs of a scope."""
    with target.connect() as client:
        _print_queues(client.jobs.resume(_scope(client, scope)), as_json)


@app.command(epilog="Example: specdeck jobs queues")
@prints("daemon.wire.job:QueueList")
def queues(target: Target, as_json: Json = False) -> None:
    """Show the queues: their kinds, workers and jobs."""
    with target.connect() as client:
        _print_queues(client.jobs.queues(), as_json)


@app.command(epilog="Example: specdeck jobs schedule")
@prints("daemon.wire.job:ScheduledTasks")
def schedule(target: Target, as_json: Json = False) -> None:
    """Show the daemon's periodic work and its next run."""
    with target.connect() as client:
        found = client.jobs.schedule()
    if as_json:
        print_json(found)
    else:
        rows = [(each.name, f"{each.every_s:g} s", each.last, each.next) for each in found.items]
        print_table(("task", "interval", "last", "next"), rows)


def _scope(client: "Client", scope: str) -> str:
    """Replace the name of a project with its id, which the ledger uses."""
    kind, _, name = scope.partition(":")
    if kind == "project" and name:
        return f"project:{client.projects.get(name).id}"
    return scope


def _row(job: "Job") -> tuple[object, ...]:
    return job.id, job.kind, job.subject, job.state.value, job.attempts, job.error and job.error.sentence


def _facts(queue: "QueueInfo") -> tuple[object, ...]:
    state = "paused" if queue.paused else "open"
    return queue.name, state, f"{queue.workers} of {queue.most_workers}", queue.kinds


def _print_jobs(jobs: "list[Job]", as_json: bool) -> None:
    if as_json:
        print_json(jobs)
    else:
        print_table(("job", "kind", "subject", "state", "attempts", "error"), map(_row, jobs))


def _print_queues(queues: "QueueList", as_json: bool) -> None:
    if as_json:
        print_json(queues)
        return
    rows = [(*_facts(each), *(each.jobs.get(state, 0) for state in COUNTED)) for each in queues.items]
    print_table(("queue", "state", "workers", "kinds", *COUNTED), rows)
    if queues.paused:
        print(f"\npaused: {', '.join(queues.paused)}")
