"""The audit of the journal, on the wire."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Anchor:
    """The head of the journal: number and hash of its newest event."""

    seq: int
    hash: str


@dataclass(frozen=True, slots=True)
class AuditFinding:
    """One difference from what was written; `seq` is the event, 0 if it is not about one."""

    seq: int
    code: str
    sentence: str


@dataclass(frozen=True, slots=True)
class AuditReport:
    """The result of an audit: the number of events, the head, the findings, and what is strange but not wrong."""

    events: int
    head: str
    findings: tuple[AuditFinding, ...]
    remarks: tuple[AuditFinding, ...] = ()


@dataclass(frozen=True, slots=True)
class AuditEvent:
    """One event of the journal, with its hash."""

    seq: int
    at: str
    type: str
    subject: str
    actor: str
    data: Mapping[str, object]
    hash: str


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A page of matching events, oldest first."""

    items: tuple[AuditEvent, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class Backup:
    """The path of a backup, on the daemon's machine."""

    backup: str
