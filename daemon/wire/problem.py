"""Errors on the wire: problem+json (RFC 9457) with a stable code and a hint."""

from collections.abc import Mapping
from dataclasses import dataclass, field

MEDIA_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Flaw:
    """One mistake in a request: where, and what."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Problem:
    """An error. `detail` is the sentence for a person, `current` the state that a stale change conflicts with."""

    code: str
    status: int
    title: str
    detail: str
    hint: str = ""
    type: str = "about:blank"
    flaws: tuple[Flaw, ...] = ()
    current: Mapping[str, object] | None = field(default=None)
