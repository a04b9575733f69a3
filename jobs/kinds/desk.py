"""What a kind may read and write. The ledger hands it the daemon's side; a kind never sees the store."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source as a kind sees it; `text` is None when it is gone or could not be read."""

    project: str
    path: str
    kind: str
    text: str | None
    hash: str | None  # of the text
    scanned: str | None  # the text whose units are recorded


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """One SQL object in a source, by character positions."""

    kind: str
    name: str
    language: str
    start: int
    stop: int
    text: str
    error: tuple[str, str, str] | None = None  # code, sentence, hint


class Reading(Protocol):
    """What `inputs` may ask."""

    def source(self, subject: str) -> SourceText: ...


class Writing(Reading, Protocol):
    """What `apply` may do; all of it, or none."""

    def record_units(self, subject: str, text: str, units: Iterable[FoundUnit]) -> int: ...
