"""What was learned from decisions, for clients."""

from urllib.parse import quote

from daemon.client.transport.http_session import HttpSession
from daemon.wire.learning import LearningOrder, LearningStatus, UnitConfidence


class Learning:
    """Lanes, confidence and trust."""

    def __init__(self, exchange: HttpSession) -> None:
        self._exchange = exchange

    def status(self, project: str) -> LearningStatus:
        """What the last cycle of a project found."""
        return self._exchange.get(LearningStatus, _path(project))

    def start(self, project: str) -> LearningOrder:
        """Order a cycle now."""
        return self._exchange.change(LearningOrder, "POST", _path(project))

    def explain(self, unit: int) -> UnitConfidence:
        """Why a unit takes its lane."""
        return self._exchange.get(UnitConfidence, f"/v1/learning/units/{unit}")


def _path(project: str) -> str:
    return f"/v1/projects/{quote(project, safe='')}/learning"
