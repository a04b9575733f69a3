"""Jobs, for people's clients."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from urllib.parse import quote

from daemon.client.transport.http_session import HttpSession
from daemon.wire.job import Job, JobPage, NewJob, PauseScope, QueueList, ScheduledTasks

PATH = "/v1/jobs"


@dataclass(frozen=True, slots=True)
class JobQuery:
    """Which jobs; what is empty does not matter. `unit` means jobs about the file that holds it."""

    state: str = ""
    kind: str = ""
    project: str = ""
    subject: str = ""
    unit: str = ""


ALL_JOBS = JobQuery()


class Jobs:
    """Background work: look, order, retry, cancel, pause."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def page(self, wanted: JobQuery = ALL_JOBS, cursor: str | None = None, limit: int = 200) -> JobPage:
        """Some jobs, newest first."""
        given = {name: value for name, value in asdict(wanted).items() if value}
        return self._exchange.get(JobPage, PATH, {**given, "cursor": cursor, "limit": limit})

    def list(self, wanted: JobQuery = ALL_JOBS) -> Iterator[Job]:
        """All such jobs, newest first."""
        page = self.page(wanted)
        yield from page.items
        while page.next is not None:
            page = self.page(wanted, page.next)
            yield from page.items

    def get(self, job: str) -> Job:
        """One job."""
        return self._exchange.get(Job, _path(job))

    def order(self, order: NewJob) -> Job:
        """Order a job."""
        return self._exchange.change(Job, "POST", PATH, order)

    def retry(self, job: str) -> Job:
        """Try an ended job again."""
        return self._exchange.change(Job, "POST", f"{_path(job)}/retry")

    def cancel(self, job: str) -> Job:
        """End a job that has not ended."""
        return self._exchange.change(Job, "POST", f"{_path(job)}/cancel")

    def queues(self) -> QueueList:
        """The queues, their workers and jobs."""
        return self._exchange.get(QueueList, "/v1/queues")

    def pause(self, scope: str) -> QueueList:
        """Start nothing more of this scope."""
        return self._exchange.change(QueueList, "POST", "/v1/queues/pause", PauseScope(scope))

    def resume(self, scope: str) -> QueueList:
        """Start jobs of this scope again."""
        return self._exchange.change(QueueList, "POST", "/v1/queues/resume", PauseScope(scope))

    def schedule(self) -> ScheduledTasks:
        """What the daemon does every so often."""
        return self._exchange.get(ScheduledTasks, "/v1/chores")


def _path(job: str) -> str:
    return f"{PATH}/{quote(job, safe='')}"
