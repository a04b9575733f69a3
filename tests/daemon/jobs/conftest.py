"""A daemon with workers, and a way to wait for them without sleeping."""

import pytest

from daemon.wire.job import NewJob

ENDED = ("job.done", "job.quarantined", "job.cancelled")


class Jobs:
    """Orders jobs and waits for their end by the daemon's own events."""

    def __init__(self, client):
        self.client = client
        self._events = client.events.follow(0)
        self._ended = {}

    def order(self, subject, kind="drill", **rest):
        return self.client.jobs.order(NewJob(kind, subject, **rest)).id

    def wait(self, job):
        """The job as it is once it has ended."""
        for event in () if job in self._ended else self._events:
            if event.type in ENDED:
                self._ended[event.subject] = event.type
            if event.subject == job and event.type in ENDED:
                break
        return self.client.jobs.get(job)

    def wait_until_running(self, job):
        while self.client.jobs.get(job).state != "running":
            pass  # each look is a round trip

    def wait_for(self, job, happened):
        return next(event for event in self._events if event.subject == job and event.type == happened)

    def close(self):
        self._events.close()


@pytest.fixture(scope="module")
def jobs(shared_daemon):
    """Jobs of a daemon that other tests use too."""
    yield from _jobs(shared_daemon)


@pytest.fixture
def own_jobs(daemon):
    """Jobs of a daemon that this test may kill."""
    yield from _jobs(daemon)


def _jobs(daemon):
    with daemon.client() as client:
        handle = Jobs(client)
        yield handle
        handle.close()
