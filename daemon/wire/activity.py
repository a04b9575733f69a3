"""What others did that concerns a person, on the wire."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """Somebody mentioned, asked, answered or overruled the one who reads this."""

    id: int
    kind: str  # mention, assigned, flagged, comment, decided, undone, drifted
    unit: int
    name: str
    project: str
    by: str
    at: str
    sentence: str
    seen: bool


@dataclass(frozen=True, slots=True)
class NoticePage:
    """Some notices, newest first, and how many are unseen in all."""

    items: tuple[Notice, ...]
    unseen: int
    next: str | None = None
