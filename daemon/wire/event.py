"""Events as they are streamed; `seq` is the position in the journal."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the journal."""

    seq: int
    at: str
    type: str
    subject: str
    actor: str
    data: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class EventPage:
    """Some events, oldest first; `next` is always set, since more events will follow.

    `names` are those of their subjects and actors: the journal itself has numbers and ids only.
    """

    items: tuple[Event, ...]
    next: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StreamReset:
    """The stream cannot be resumed: the client must read everything again, then follow from `tail`."""

    tail: int
    reason: str


@dataclass(frozen=True, slots=True)
class StreamEnd:
    """The daemon stops; `reason` says why."""

    reason: str
