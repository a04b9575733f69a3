"""Analysts, for clients."""

from collections.abc import Sequence
from urllib.parse import quote

from daemon.client.transport.http_session import HttpSession
from daemon.wire.analysis import (
    AnalysisOrder,
    AnalysisRequest,
    AnalystInfo,
    AnalystList,
    AnalystRetrieval,
    AnalystSwitch,
    RemarkInfo,
    RemarkList,
)


class Analyses:
    """Orders for analysts, and what they said."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def order(
        self, project: str, paths: Sequence[str], *, use_cloud: bool = False, in_batch: bool = False
    ) -> AnalysisOrder:
        """Let analysts look at the routines of files or folders."""
        path = f"/v1/projects/{quote(project, safe='')}/analyses"
        return self._exchange.change(AnalysisOrder, "POST", path, AnalysisRequest(tuple(paths), use_cloud, in_batch))

    def list(self, project: str) -> tuple[AnalystInfo, ...]:
        """The analysts of a project."""
        return self._exchange.get(AnalystList, f"/v1/projects/{quote(project, safe='')}/analysts").items

    def switch(self, project: str, analyst: str, *, enabled: bool) -> AnalystInfo:
        """Switch an analyst of a project on or off."""
        path = f"/v1/projects/{quote(project, safe='')}/analysts/{quote(analyst, safe='')}"
        return self._exchange.change(AnalystInfo, "PATCH", path, AnalystSwitch(enabled))

    def choose_retrieval(self, project: str, analyst: str, wanted: AnalystRetrieval) -> AnalystInfo:
        """Change what an analyst of a project is given of the index."""
        path = f"/v1/projects/{quote(project, safe='')}/analysts/{quote(analyst, safe='')}/retrieval"
        return self._exchange.change(AnalystInfo, "PUT", path, wanted)

    def remarks(self, unit: int) -> tuple[RemarkInfo, ...]:
        """What analysts said of a unit."""
        return self._exchange.get(RemarkList, f"/v1/conversions/{unit}/remarks").items
