"""Trials, for clients."""

from daemon.client.transport.http_session import HttpSession
from daemon.wire.job import Job


class Trials:
    """Running a routine beside what its spec means; `reviews.get` shows what came of it."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def order(self, unit: int) -> Job:
        """Order a trial of one unit, whatever is known of it; return the job."""
        return self._exchange.change(Job, "POST", f"/v1/conversions/{unit}/trials")
