"""Conversions on the wire: what is known about each unit of a project."""

from collections.abc import Mapping
from dataclasses import dataclass

from daemon.wire.fault import Fault


@dataclass(frozen=True, slots=True)
class ConversionInfo:
    """One unit as a list shows it; `drift` is true if its SQL changed after the spec was made."""

    id: int
    project: str
    kind: str
    name: str
    language: str
    entity: str | None
    verdict: str
    counts: Mapping[str, int]
    fault: Fault | None
    drift: bool
    revision: int
    changed: str


@dataclass(frozen=True, slots=True)
class ConversionPage:
    """A page of the conversions of a project, in the order they were found."""

    items: tuple[ConversionInfo, ...]
    next: str | None = None


@dataclass(frozen=True, slots=True)
class UnitTexts:
    """A unit with its texts: SQL, spec, the SQL lowered from the spec, links and evidence."""

    conversion: ConversionInfo
    sql: str
    spec: str | None
    lowered: str | None
    links: tuple[object, ...]
    evidence: Mapping[str, object] | None


@dataclass(frozen=True, slots=True)
class UnreadFile:
    """An unreadable file of a project, and the reason."""

    path: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Tally:
    """The progress of a project.

    `waiting` counts the jobs that are not done yet, `files_done` the files without such a job; `unread` has the first
    of the files that could not be read.
    """

    files: int
    units: int
    converted: int
    errors: int
    waiting: int
    verdicts: Mapping[str, int]
    unread: tuple[UnreadFile, ...] = ()
    files_done: int = 0
    changed: str | None = None  # when a change of a file was read last
