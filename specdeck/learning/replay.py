"""Replay the log of a project in this process. Importing it loads River."""

from collections.abc import Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from engine.triage.learning_state import LearningState, fold
from engine.triage.logged_event import LoggedEvent, all_events

if TYPE_CHECKING:
    from daemon.client import Client
    from daemon.wire.learning import LearningEventInfo


def replay(
    client: "Client", project: str, wanted: "Callable[[LearningEventInfo], bool]" = lambda _: True
) -> LearningState:
    """Return the state after the wanted events."""
    rows = (_row(event) for event in client.learning.events(project) if wanted(event))
    return fold(all_events(rows))


def _row(event: "LearningEventInfo") -> LoggedEvent:
    plain: dict[str, Any] = asdict(event)
    return LoggedEvent(**plain)
