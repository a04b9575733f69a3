"""The contract of an enhancement: the units to look at, and what the analysts gave for each."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class UnitToEnhance:
    """A unit with its SQL, the hash of that, its present spec, and the answers by model and task that are known."""

    conversion: int
    kind: str
    name: str
    sql: str
    sql_hash: str
    spec: str
    answers: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Return the unit as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "UnitToEnhance":
        """Return the unit from plain values."""
        return cls(**data)


@dataclass(frozen=True, slots=True)
class FoundProposal:
    """A proved change of a unit's spec."""

    analyst: str
    spec: str
    reason: str
    verdict: str
    lowered: str
    evidence: Mapping[str, Any]

    def to_json(self) -> dict[str, Any]:
        """Return the proposal as plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class FoundRemark:
    """What an analyst says of a unit: a rule, an intent, or a change that did not prove, with its difference."""

    analyst: str
    kind: str
    text: str
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """One question about a unit: how its answer was found, the answer, and the tokens it took."""

    task: str
    found_by: str
    value: Any
    input_tokens: int = 0
    output_tokens: int = 0


@dataclass(frozen=True, slots=True)
class EnhancedUnit:
    """All that came of one unit. `faults` are sentences; each cost the answer of one analyst only.

    `open_tasks` are those that no model answered with something that passed the gate.
    """

    conversion: int
    sql_hash: str
    proposals: tuple[FoundProposal, ...] = ()
    remarks: tuple[FoundRemark, ...] = ()
    faults: tuple[str, ...] = ()
    answers: tuple[GivenAnswer, ...] = ()
    open_tasks: tuple[str, ...] = ()
    model: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the unit as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "EnhancedUnit":
        """Return the unit from plain values."""
        remarks = (
            FoundRemark(each["analyst"], each["kind"], each["text"], _lines(each["lines"])) for each in data["remarks"]
        )
        return cls(
            data["conversion"],
            data["sql_hash"],
            tuple(FoundProposal(**each) for each in data["proposals"]),
            tuple(remarks),
            tuple(data["faults"]),
            tuple(GivenAnswer(**each) for each in data["answers"]),
            tuple(data["open_tasks"]),
            data["model"],
        )


def _lines(value: list[int] | None) -> tuple[int, int] | None:
    return (value[0], value[1]) if value else None
