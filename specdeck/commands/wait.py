"""`specdeck wait`: wait for background work."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from specdeck.cli.command_app import single_command
from specdeck.cli.daemon_target import Target
from specdeck.cli.options import Json
from specdeck.cli.output import print_json, print_table
from specdeck.cli.output_shape import prints
from specdeck.exit_codes import ExitCode

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.job import Job

app = single_command()
UNFINISHED = ("ready", "running")

Names = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[JOB|UNIT]...", help="Job ids, unit names, or subjects such as source:7. Default: all jobs."
    ),
]


@app.command(epilog="Example: specdeck project add shop db/ && specdeck wait")
@prints("daemon.wire.job:Job", "an array")
def wait(target: Target, names: Names = None, as_json: Json = False) -> int:
    """Wait for jobs and their follow-up jobs. Prints quarantined jobs; exits 1 if there are any."""
    with target.connect() as client:
        failed = list(_failed(client, names or []))
    if as_json:
        print_json(failed)
    elif failed:
        rows = [(each.id, each.kind, each.subject, each.error and each.error.sentence) for each in failed]
        print_table(("job", "kind", "subject", "error"), rows)
    return ExitCode.for_problem(failed)


def _failed(client: "Client", names: list[str]) -> "Iterator[Job]":
    """Wait for newer events until no job is unfinished, then yield the quarantined jobs."""
    with client.events.follow() as events:
        while True:
            seen = client.status().tail
            if not any(True for _ in _jobs(client, names, UNFINISHED)):
                break
            next(event for event in events if getattr(event, "seq", seen + 1) > seen)
    yield from _jobs(client, names, ("quarantined",))


def _jobs(client: "Client", names: list[str], states: tuple[str, ...]) -> "Iterator[Job]":
    from daemon.client.resources.jobs import JobQuery

    for state in states:
        if not names:
            yield from client.jobs.list(JobQuery(state))
        for name in names:
            yield from _jobs_about(client, name, state)


def _jobs_about(client: "Client", name: str, state: str) -> "Iterator[Job]":
    """Yield a job and its follow-up jobs, or all jobs about a source or about the file of a unit."""
    from daemon.client.resources.jobs import JobQuery

    if not name.startswith("job_"):
        field = "subject" if name.startswith("source:") else "unit"
        yield from client.jobs.list(JobQuery(state, **{field: name}))
        return
    job = client.jobs.get(name)
    if job.state == state:
        yield job
    yield from (each for each in client.jobs.list(JobQuery(state, subject=job.subject)) if each.parent == name)
