"""The contract of a write: a spec file as it is and as it must be, and the text that was composed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from engine.fault import Fault


@dataclass(frozen=True, slots=True)
class ApprovedUnit:
    """The approved text of a unit, with its hash."""

    unit: int
    hash: str
    text: str


@dataclass(frozen=True, slots=True)
class SpecFileState:
    """A spec file that we write: its bytes on disk, the units it must hold, and what we wrote before.

    `there` is None where there is no file, or nothing in it that somebody else wrote. `base` is the hash of its bytes.
    With a `fault` it must not be touched.
    """

    title: str
    entity: bool
    there: str | None
    base: str | None
    ours: tuple[ApprovedUnit, ...]
    former: tuple[str, ...]
    fault: Fault | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the state as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "SpecFileState":
        """Return the state from plain values."""
        fault, ours = data["fault"], tuple(ApprovedUnit(**unit) for unit in data["ours"])
        former = tuple(data["former"])
        return replace(cls(**data), ours=ours, former=former, fault=fault and Fault.from_json(fault))


@dataclass(frozen=True, slots=True)
class SpecFileText:
    """What must be in a spec file, None for no file, or the fault why it cannot be written.

    `units` are the hashes of the texts it holds by unit; `alone` says that it holds nothing else.
    """

    base: str | None
    units: Mapping[int, str]
    text: str | None = None
    alone: bool = False
    fault: Fault | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the text as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "SpecFileText":
        """Return the text from plain values."""
        fault, units = data["fault"], {int(unit): digest for unit, digest in data["units"].items()}
        return replace(cls(**data), units=units, fault=fault and Fault.from_json(fault))
