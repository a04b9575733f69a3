"""Wait for jobs of the daemon."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.job import Job

UNFINISHED = ("ready", "running")


def failed_jobs(client: "Client", names: list[str]) -> "Iterator[Job]":
    """Wait until none of these jobs is unfinished, then yield the quarantined ones; without names, of all jobs."""
    _wait_while(client, lambda: any(True for _ in _jobs(client, names, UNFINISHED)))
    yield from _jobs(client, names, ("quarantined",))


def wait_for_project(client: "Client", project: str) -> None:
    """Wait until a project has no unfinished job; other projects may go on."""
    from daemon.client.resources.jobs import JobQuery

    queries = [JobQuery(state, project=project) for state in UNFINISHED]
    _wait_while(client, lambda: any(client.jobs.page(query, limit=1).items for query in queries))


def wait_for_kind(client: "Client", project: str, kind: str) -> None:
    """Wait until a project has no unfinished job of a kind."""
    from daemon.client.resources.jobs import JobQuery

    queries = [JobQuery(state, kind=kind, project=project) for state in UNFINISHED]
    _wait_while(client, lambda: any(client.jobs.page(query, limit=1).items for query in queries))


def wait_for_batches(client: "Client", project: str) -> None:
    """Wait until no question of a project waits for a batch, and no batch has open answers."""
    _wait_while(client, lambda: client.cost.batches(project).has_open)


def _wait_while(client: "Client", is_busy: Callable[[], bool]) -> None:
    """Look again after each newer event."""
    with client.events.follow() as events:
        while True:
            seen = client.status().tail
            if not is_busy():
                return
            next(event for event in events if getattr(event, "seq", seen + 1) > seen)


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
