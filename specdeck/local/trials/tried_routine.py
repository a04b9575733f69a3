"""The JSON output of `specdeck try`. Scripts rely on these names."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class TriedRoutine:
    """The verdict of a trial in one sentence, its evidence, and the rows and the call of a counterexample."""

    unit: str
    verdict: Literal["tested", "refuted", "unverified"]
    sentence: str
    cases: int
    statement_coverage: float
    branch_coverage: float
    kill_rate: float | None
    seconds: float
    evidence: Mapping[str, Any]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplayedTrial:
    """A stored trial that was run again."""

    unit: str
    stored: str
    verdict: str
    is_reproduced: bool
