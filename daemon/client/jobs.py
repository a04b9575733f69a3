"""Jobs, for people's clients."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from urllib.parse import quote

from daemon.client.exchange import Exchange
from daemon.wire.job import Chores, Job, JobPage, Lanes, NewJob, Scope

PATH = "/v1/jobs"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which jobs; what is empty does not matter. `unit` means jobs about the file that holds it."""

    state: str = ""
    kind: str = ""
    project: str = ""
    subject: str = ""
    unit: str = ""


ALL = Wanted()


class Jobs:
    """Background work: look, order, retry, cancel, pause."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def page(self, wanted: Wanted = ALL, cursor: str | None = None, limit: int = 200) -> JobPage:
        """Some jobs, newest first."""
        given = {name: value for name, value in asdict(wanted).items() if value}
        return self._exchange.get(JobPage, PATH, {**given, "cursor": cursor, "limit": limit})

    def list(self, wanted: Wanted = ALL) -> Iterator[Job]:
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

    def lanes(self) -> Lanes:
        """The lanes, their workers and jobs."""
        return self._exchange.get(Lanes, "/v1/lanes")

    def pause(self, scope: str) -> Lanes:
        """Start nothing more of this scope."""
        return self._exchange.change(Lanes, "POST", "/v1/lanes/pause", Scope(scope))

    def resume(self, scope: str) -> Lanes:
        """Start jobs of this scope again."""
        return self._exchange.change(Lanes, "POST", "/v1/lanes/resume", Scope(scope))

    def schedule(self) -> Chores:
        """What the daemon does every so often."""
        return self._exchange.get(Chores, "/v1/chores")


def _path(job: str) -> str:
    return f"{PATH}/{quote(job, safe='')}"
