"""Work, for workers. No request needs an idempotency key: a repeated report is stale the second time."""

from typing import TypeVar

from daemon.client.transport.http_session import HttpSession
from daemon.wire import codec
from daemon.wire.work import AssignmentBatch, Claim, DroppedJobs, HeldJob, HeldJobs, JobRun, RunOutcomes, RunReport

Kind = TypeVar("Kind")


class Work:
    """Claim jobs, send heartbeats, report, give back."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def claim(self, queue: str, worker: str, limit: int = 1) -> AssignmentBatch:
        """Claim up to `limit` jobs of a queue."""
        return self._post(AssignmentBatch, "claim", Claim(queue, worker, limit))

    def heartbeat(self, held: tuple[HeldJob, ...]) -> DroppedJobs:
        """Extend the leases of jobs; return those that are lost."""
        return self._post(DroppedJobs, "heartbeat", HeldJobs(held))

    def report(self, runs: tuple[JobRun, ...]) -> RunOutcomes:
        """Report the results of runs."""
        return self._post(RunOutcomes, "report", RunReport(runs))

    def give_back(self, held: tuple[HeldJob, ...]) -> DroppedJobs:
        """Give back jobs that were not started."""
        return self._post(DroppedJobs, "give-back", HeldJobs(held))

    def _post(self, kind: type[Kind], what: str, body: object) -> Kind:
        return codec.from_json_text(kind, self._exchange.send("POST", f"/v1/work/{what}", body))
