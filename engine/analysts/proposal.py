"""What an analyst proposes, and what the gate says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from engine.fault import Fault
from engine.llm.language_model import NO_TOKENS, TokenUsage
from engine.proof.verdict import VerdictKind

READING_GATE, PROOF_GATE = "reading", "proof"
GATES: Mapping[str, str] = MappingProxyType(
    {"analysts.too_large": "size", "analysts.filing": "filing", "analysts.unsigned": "signature"}
)
"""The gates by the code of their fault; any other fault is of reading the spec."""


@dataclass(frozen=True, slots=True)
class ProposedChange:
    """Another text for the spec of a unit, with the reason for it."""

    analyst: str
    kind: str
    spec: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A statement about a unit that changes no spec: a business rule, an intent. Lines are those of the unit's SQL."""

    analyst: str
    kind: str
    text: str
    lines: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class GatedChange:
    """A change after the gate. Only a proved one is safe; any other is kept with its difference, for the record."""

    change: ProposedChange
    verdict: VerdictKind
    difference: str = ""
    faults: tuple[Fault, ...] = ()
    lowered: str = ""
    evidence: Mapping[str, Any] | None = None

    @property
    def is_safe(self) -> bool:
        return self.verdict is VerdictKind.PROVED and not self.faults

    @property
    def stopped_by(self) -> str:
        """Return the gate that stopped the change, with what it found; empty for a safe one."""
        if self.faults:
            gate = GATES.get(self.faults[0].code, READING_GATE)
            return f"stopped by the {gate} gate: {'; '.join(fault.sentence for fault in self.faults)}"
        if self.is_safe:
            return ""
        return f"stopped by the {PROOF_GATE} gate: {self.difference or self.verdict.value}"


@dataclass(frozen=True, slots=True)
class UnitAnalysis:
    """All that one analyst gave for one unit. A fault costs its own answer only."""

    analyst: str
    changes: tuple[GatedChange, ...] = ()
    remarks: tuple[Remark, ...] = ()
    usage: TokenUsage = NO_TOKENS
    fault: Fault | None = None
