"""The contract of a discovery: the routines without a pattern, and the patterns that several of them share."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class UnexplainedUnit:
    """A proved routine in which no detector sees a pattern."""

    conversion: int
    path: str
    name: str
    sql: str
    sql_hash: str
    spec: str

    def to_json(self) -> dict[str, Any]:
        """Return the unit as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "UnexplainedUnit":
        """Return the unit from plain values."""
        return cls(**data)


@dataclass(frozen=True, slots=True)
class DerivedUnit:
    """A unit that a pattern gives with these parameters."""

    conversion: int
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class SuggestedPattern:
    """A pattern to suggest. `fault` says why it keeps the name that rules gave it; empty if the model named it."""

    pattern: Mapping[str, Any]
    units: tuple[DerivedUnit, ...]
    triggers: tuple[str, ...]
    fault: str

    def to_json(self) -> dict[str, Any]:
        """Return the pattern as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "SuggestedPattern":
        """Return the pattern from plain values."""
        units = tuple(DerivedUnit(**each) for each in data["units"])
        return cls(data["pattern"], units, tuple(data["triggers"]), data["fault"])
