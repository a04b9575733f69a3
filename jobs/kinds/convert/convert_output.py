"""The contract of a conversion: what a run returns."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from engine.fault import Fault
from engine.proved_text import ProvedText
from engine.record import UNVERIFIED, UnitRecord

FILE = "file"  # the kind of the entry about a spec file as a whole


@dataclass(frozen=True, slots=True)
class ConvertedUnit:
    """One unit of a SQL file, with the proofs of the texts that are kept for it."""

    record: UnitRecord
    proofs: tuple[ProvedText, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the unit as plain values."""
        return {"record": self.record.to_json(), "proofs": [proof.to_json() for proof in self.proofs]}

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ConvertedUnit":
        """Return the unit from plain values."""
        return cls(UnitRecord.from_json(data["record"]), tuple(map(ProvedText.from_json, data["proofs"])))

    @property
    def fault(self) -> Fault | None:
        """Why there is no spec."""
        return self.record.fault

    @property
    def outcome(self) -> str:
        """The verdict, or `error` for a unit with a fault."""
        if self.record.fault:
            return "error"
        return self.record.verdict


@dataclass(frozen=True, slots=True)
class ProvedUnit:
    """One unit of a spec file, compared with the SQL of its name.

    `sql` is the hash of that SQL, `spec` the unit's own text as the lift would write it.
    """

    kind: str
    name: str
    sql: str | None = None
    verdict: str = UNVERIFIED
    evidence: Mapping[str, Any] | None = None
    fault: Fault | None = None
    spec: str | None = None
    lowered: str | None = None

    def to_json(self) -> dict[str, Any]:
        """Return the unit as plain values."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "ProvedUnit":
        """Return the unit from plain values."""
        fault = data["fault"]
        return replace(cls(**data), fault=fault and Fault.from_json(fault))

    @property
    def outcome(self) -> str:
        """The verdict, or `error` for a unit with a fault."""
        if self.fault:
            return "error"
        return self.verdict
