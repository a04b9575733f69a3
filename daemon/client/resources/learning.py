"""What was learned from decisions, for clients."""

from collections.abc import Iterator
from urllib.parse import quote

from daemon.client.transport.http_session import HttpSession
from daemon.wire.learning import (
    DrillAnswer,
    DrillRecord,
    LearningChange,
    LearningEventInfo,
    LearningEventPage,
    LearningOrder,
    LearningStatus,
    UnitConfidence,
)


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

    def change(self, project: str, change: LearningChange) -> LearningStatus:
        """Turn learning on or off, or let another model give the confidence."""
        return self._exchange.change(LearningStatus, "PATCH", _path(project), change)

    def rebuild(self, project: str) -> LearningOrder:
        """Order a cycle that folds the whole log again."""
        return self._exchange.change(LearningOrder, "POST", f"{_path(project)}/rebuild")

    def answer_drill(self, project: str, answer: DrillAnswer) -> DrillRecord:
        """Record an answer to a known item; return all answers so far."""
        return self._exchange.change(DrillRecord, "POST", f"{_path(project)}/drill", answer)

    def events(self, project: str) -> Iterator[LearningEventInfo]:
        """Yield the log that learning folds, oldest first."""
        cursor: str | None = "0"
        while cursor is not None:
            page = self._exchange.get(LearningEventPage, f"{_path(project)}/events", {"cursor": cursor})
            yield from page.items
            cursor = page.next

    def explain(self, unit: int) -> UnitConfidence:
        """Why a unit takes its lane."""
        return self._exchange.get(UnitConfidence, f"/v1/learning/units/{unit}")


def _path(project: str) -> str:
    return f"/v1/projects/{quote(project, safe='')}/learning"
