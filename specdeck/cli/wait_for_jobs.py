"""Wait for jobs of the daemon."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.job import Job

UNFINISHED = ("ready", "running")


def failed_jobs(client: "Client", names: list[str]) -> "Iterator[Job]":
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
