"""The journal looked at from outside, on the wire."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """The journal's head: number and hash of its newest event."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """One thing that is not as it was written; `seq` is the event, 0 where it is none."""

    seq: int
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class AuditReport:
    """What an audit saw: how many events, the head, and what is wrong."""

    events: int
    head: str
    findings: tuple[AuditFinding, ...]


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One event with its hash, as the journal holds it."""

    seq: int
    at: str
    type: str
    subject: str
    actor: str
    data: Mapping[str, object]
    hash: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """Some events that match, oldest first."""

    items: tuple[AuditEvent, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Backup:
    """Where a backup was written, on the daemon's machine."""

    backup: str
