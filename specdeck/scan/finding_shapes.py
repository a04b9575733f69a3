"""What `specdeck findings … --json` prints. These names are a contract."""

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class FoundFinding:
    """One finding; `fix` has the edits of its fix, where it has one."""

    rule: str
    name: str
    family: str
    category: str
    severity: Literal["critical", "high", "medium", "low", "info"]
    cwe: int | None
    path: str
    unit: str
    kind: str
    start: int
    end: int
    line: int
    column: int
    message: str
    hint: str
    effort_minutes: int
    fingerprint: str
    fix: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class FindingReport:
    """The score of a project, and the findings by control of a framework."""

    type: str
    score: float
    risk: str
    counts: dict[str, int]
    effort_minutes: int
    controls: dict[str, int]
