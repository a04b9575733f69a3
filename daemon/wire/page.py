"""Lists come in pages; `next` is the cursor of the page that follows, or None at the end."""

from dataclasses import dataclass

from daemon.wire.event import Event
from daemon.wire.project import Project


@dataclass(frozen=True, slots=True)
class ProjectPage:
    """Some projects, by name."""

    items: tuple[Project, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class EventPage:
    """Some events, oldest first; `next` is always given, since more will happen."""

    items: tuple[Event, ...]
    next: str | None = None
