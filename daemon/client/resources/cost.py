"""What models cost, for clients."""

from urllib.parse import quote

from daemon.client.transport.http_session import HttpSession
from daemon.wire.cost import (
    BatchInfo,
    BatchList,
    CloudChange,
    CloudInfo,
    CostReport,
    NewBudget,
    NewRouting,
    RoutingInfo,
)


class Cost:
    """Costs, budgets, and what a project allows of cloud models."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def report(self, project: str, days: int = 30) -> CostReport:
        """What a project spent in the last days."""
        return self._exchange.get(CostReport, _path(project, "cost"), {"days": str(days)})

    def set_budget(self, project: str, per_day: int) -> CostReport:
        """Set what a project may spend in a day, in nanodollars."""
        return self._exchange.change(CostReport, "PUT", _path(project, "budget"), NewBudget(per_day))

    def cloud(self, project: str) -> CloudInfo:
        """Whether and which cloud model a project may ask."""
        return self._exchange.get(CloudInfo, _path(project, "cloud"))

    def change_cloud(self, project: str, change: CloudChange) -> CloudInfo:
        """Change what a project allows."""
        return self._exchange.change(CloudInfo, "PATCH", _path(project, "cloud"), change)

    def batches(self, project: str) -> BatchList:
        """The latest batches of a project."""
        return self._exchange.get(BatchList, _path(project, "batches"))

    def cancel_batch(self, project: str, batch: int) -> BatchInfo:
        """Ask for no further answers of a batch."""
        return self._exchange.change(BatchInfo, "POST", _path(project, f"batches/{batch}/cancel"))

    def routing(self, project: str) -> RoutingInfo:
        """The rules of a project on who answers a question."""
        return self._exchange.get(RoutingInfo, _path(project, "routing"))

    def set_routing(self, project: str, text: str) -> RoutingInfo:
        """Replace the rules of a project."""
        return self._exchange.change(RoutingInfo, "PUT", _path(project, "routing"), NewRouting(text))


def _path(project: str, part: str) -> str:
    return f"/v1/projects/{quote(project, safe='')}/{part}"
