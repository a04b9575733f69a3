"""What the engine says of a text that somebody wrote for a unit, as plain values.

A module without heavy imports, like the record of a unit.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from engine.record import UNVERIFIED


@dataclass(frozen=True, slots=True)
class ProvedText:
    """A kept text, named by the hash of its spec; `fault` is the sentence why it can no longer be read."""

    spec: str
    verdict: str = UNVERIFIED
    lowered: str | None = None
    evidence: Mapping[str, Any] | None = None
    links: tuple[Any, ...] = ()
    fault: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the proof as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ProvedText":
        """Return the proof from plain values."""
        return replace(cls(**data), links=tuple(data["links"]))
