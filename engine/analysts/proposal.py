"""What an analyst proposes, and what the gate says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from engine.fault import Fault
from engine.llm.language_model import NO_TOKENS, TokenUsage
from engine.proof.verdict import VerdictKind


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


@dataclass(frozen=True, slots=True)
class UnitAnalysis:
    """All that one analyst gave for one unit. A fault costs its own answer only."""

    analyst: str
    changes: tuple[GatedChange, ...] = ()
    remarks: tuple[Remark, ...] = ()
    usage: TokenUsage = NO_TOKENS
    fault: Fault | None = None
