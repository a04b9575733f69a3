"""The verdict on two texts, and its evidence."""

from dataclasses import asdict, dataclass
from enum import IntEnum, StrEnum
from typing import Any

from engine.text_difference import Difference


class VerdictKind(StrEnum):
    """The kinds of verdict."""

    PROVED = "proved"
    PROVED_IF = "proved-if"  # named obligations are open
    TESTED = "tested"  # by a trial: no difference in N cases
    REFUTED = "refuted"  # by a trial: a case where they differ
    UNVERIFIED = "unverified"


class Level(IntEnum):
    """How much a proof ignores."""

    TOKENS = 0  # case, blanks and comments
    NORMAL_FORM = 1  # what named rules ignore
    OBLIGATIONS = 2  # what depends on facts about the schema


@dataclass(frozen=True, slots=True)
class Obligation:
    """A fact a proof needs: `relation` (or call) must have no column of this name."""

    column: str
    relation: str
    discharged: bool = False

    @property
    def sentence(self) -> str:
        return f"{self.relation} has no column {self.column}"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything needed to compute the verdict again from the two texts."""

    original: str  # SHA-256 of the texts as UTF-8
    lowered: str
    level: int | None
    rules: tuple[str, ...]
    obligations: tuple[Obligation, ...]
    version: str  # of the rules

    def to_json(self) -> dict[str, Any]:
        """Return plain values for the journal."""
        return {**asdict(self), "rules": list(self.rules), "obligations": [asdict(each) for each in self.obligations]}

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> "Evidence":
        """Return the evidence of a stored record."""
        return cls(
            original=record["original"],
            lowered=record["lowered"],
            level=record["level"],
            rules=tuple(record["rules"]),
            obligations=tuple(Obligation(**each) for each in record["obligations"]),
            version=record["version"],
        )


@dataclass(frozen=True, slots=True)
class Verdict:
    """The answer, its level, the obligations, and the difference if there is one."""

    kind: VerdictKind
    level: Level | None
    obligations: tuple[Obligation, ...]
    difference: Difference | None
    evidence: Evidence

    def to_record(self) -> dict[str, Any]:
        """Return the evidence as plain values, with the first difference if there is one."""
        found = self.evidence.to_json()
        if self.difference is None:
            return found
        return found | {"difference": asdict(self.difference)}
