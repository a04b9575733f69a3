"""Jobs, for clients of people."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from urllib.parse import quote

from daemon.client.transport.http_session import HttpSession
from daemon.wire.job import Job, JobPage, NewJob, PauseScope, QueueList, ScheduledTasks

PATH = "/v1/jobs"


@dataclass(frozen=True, slots=True)
class JobQuery:
    """Which jobs to list; empty fields match all. `unit` selects jobs about the file of a unit."""

    state: str = ""
    kind: str = ""
    project: str = ""
    subject: str = ""
    unit: str = ""


ALL_JOBS = JobQuery()


class Jobs:
    """Background work: list, order, retry, cancel, pause."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def page(self, wanted: JobQuery = ALL_JOBS, cursor: str | None = None, limit: int = 200) -> JobPage:
        """Return a page of jobs, newest first."""
        given = {name: value for name, value in asdict(wanted).items() if value}
        return self._exchange.get(JobPage, PATH, {**given, "cursor": cursor, "limit": limit})

    def list(self, wanted: JobQuery = ALL_JOBS) -> Iterator[Job]:
        """Yield all matching jobs, newest first."""
        page = self.page(wanted)
        yield from page.items
        while page.next is not None:
            page = self.page(wanted, page.next)
            yield from page.items

    def get(self, job: str) -> Job:
        """Return one job."""
        return self._exchange.get(Job, _path(job))

    def order(self, order: NewJob) -> Job:
        """Order a job."""
        return self._exchange.change(Job, "POST", PATH, order)

    def retry(self, job: str) -> Job:
        """Run a finished job again."""
        return self._exchange.change(Job, "POST", f"{_path(job)}/retry")

    def cancel(self, job: str) -> Job:
        """Cancel an unfinished job."""
        return self._exchange.change(Job, "POST", f"{_path(job)}/cancel")

    def queues(self) -> QueueList:
        """Return the queues with their workers and jobs."""
        return self._exchange.get(QueueList, "/v1/queues")

    def pause(self, scope: str) -> QueueList:
        """Start no more jobs of a scope."""
        return self._exchange.change(QueueList, "POST", "/v1/queues/pause", PauseScope(scope))

    def resume(self, scope: str) -> QueueList:
        """Start jobs of a scope again."""
        return self._exchange.change(QueueList, "POST", "/v1/queues/resume", PauseScope(scope))

    def schedule(self) -> ScheduledTasks:
        """Return the periodic tasks of the daemon."""
        return self._exchange.get(ScheduledTasks, "/v1/chores")


def _path(job: str) -> str:
    return f"{PATH}/{quote(job, safe='')}"
