"""What is known about two routines, and what it is known from."""

from dataclasses import asdict, dataclass
from enum import IntEnum, StrEnum
from typing import Any


class VerdictKind(StrEnum):
    """What a verdict says."""

    PROVED = "proved"
    PROVED_IF = "proved-if"  # named obligations are left
    TESTED = "tested"  # by a trial: no difference in N cases
    REFUTED = "refuted"  # by a trial: a case where they differ
    UNVERIFIED = "unverified"


class Level(IntEnum):
    """How much a proof had to look away from."""

    TOKENS = 0  # case, blanks and comments
    NORMAL_FORM = 1  # what named rules let go
    OBLIGATIONS = 2  # what holds only if something is true of the schema


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
class LineExcerpt:
    """A line of one of the two texts, as people count, and what stands there."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """The first place where the two are not the same."""

    reason: str
    original: LineExcerpt | None = None
    lowered: LineExcerpt | None = None

    @property
    def sentence(self) -> str:
        places = [
            f"{name} line {place.line}: {place.text}"
            for name, place in (("original", self.original), ("lowered", self.lowered))
            if place
        ]
        return "; ".join([self.reason, *places])


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is needed to compute the verdict again from the two texts."""

    original: str  # SHA-256 of the texts as UTF-8
    lowered: str
    level: int | None
    rules: tuple[str, ...]
    obligations: tuple[Obligation, ...]
    version: str  # of the rules

    def to_json(self) -> dict[str, Any]:
        """Plain values, for the journal."""
        return {**asdict(self), "rules": list(self.rules), "obligations": [asdict(each) for each in self.obligations]}

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> "Evidence":
        """The evidence of a stored record."""
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
    """The answer, its level, what is still open, and where the texts differ if they do."""

    kind: VerdictKind
    level: Level | None
    obligations: tuple[Obligation, ...]
    difference: Difference | None
    evidence: Evidence
