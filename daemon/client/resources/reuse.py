"""Copies and reuse, for clients."""

from daemon.client.transport.http_session import HttpSession
from daemon.wire.reuse import ReuseSteps, UnitCopies


class Reuse:
    """The copies of a unit, and the plan for its spec."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def copies(self, unit: int) -> UnitCopies:
        """Return the units that are equal to this one but for names."""
        return self._exchange.get(UnitCopies, f"/v1/conversions/{unit}/copies")

    def plan(self, unit: int) -> ReuseSteps:
        """Return how to get the spec of a unit with the least work."""
        return self._exchange.get(ReuseSteps, f"/v1/conversions/{unit}/reuse")

    def offer(self, unit: int) -> ReuseSteps:
        """Return the plan, and offer its adapted spec as a proposal if there is one."""
        return self._exchange.change(ReuseSteps, "POST", f"/v1/conversions/{unit}/reuse")
