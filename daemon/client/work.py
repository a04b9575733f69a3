"""What a worker says to the daemon. Nothing here needs a key: a report that comes twice is stale the second time."""

from typing import TypeVar

from daemon.client.exchange import Exchange
from daemon.wire import codec
from daemon.wire.work import Assignments, Claim, Dropped, Held, Holding, Outcomes, Report, Run

Kind = TypeVar("Kind")


class Work:
    """Claim jobs, show signs of life, report, give back."""

    def __init__(self, exchange: Exchange) -> None:
        self._exchange = exchange

    def claim(self, lane: str, worker: str, limit: int = 1) -> Assignments:
        """Ask for up to `limit` jobs of a lane."""
        return self._post(Assignments, "claim", Claim(lane, worker, limit))

    def heartbeat(self, held: tuple[Held, ...]) -> Dropped:
        """Say that these are still being worked on; the answer names those that are lost."""
        return self._post(Dropped, "heartbeat", Holding(held))

    def report(self, runs: tuple[Run, ...]) -> Outcomes:
        """Tell what came of some runs."""
        return self._post(Outcomes, "report", Report(runs))

    def give_back(self, held: tuple[Held, ...]) -> Dropped:
        """Hand back jobs that were not begun."""
        return self._post(Dropped, "give-back", Holding(held))

    def _post(self, kind: type[Kind], what: str, body: object) -> Kind:
        return codec.from_text(kind, self._exchange.send("POST", f"/v1/work/{what}", body))
