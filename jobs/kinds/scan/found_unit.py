"""The contract of a scan: the units that were found, as they travel from a worker to the daemon."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from engine.fault import Fault


@dataclass(frozen=True, slots=True)
class FoundUnit:
    """One SQL object of a source, by character positions."""

    kind: str
    name: str
    language: str
    start: int
    stop: int
    fault: Fault | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the unit as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "FoundUnit":
        """Return the unit from plain values."""
        fault = data["fault"]
        return replace(cls(**data), fault=fault and Fault.from_json(fault))
