"""Notices on the wire."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice to a person: somebody mentioned, asked, answered or overruled them."""

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
    """A page of notices, newest first, and the number of unseen ones in total."""

    items: tuple[Notice, ...]
    unseen: int
    next: str | None = None
