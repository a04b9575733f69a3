"""What `specdeck assess --json` prints. These names are a contract."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class AssessmentShape:
    """Counts are by name; lists hold every member."""

    files: int
    unreadable: list[dict[str, Any]]
    unparsed: int
    units: int
    routines: int
    by_kind: dict[str, int]
    by_schema: dict[str, int]
    by_language: dict[str, int]
    by_status: dict[str, int]
    raw_statements: int
    lines: dict[str, int]
    complexity: dict[str, int]
    edges: int
    cycles: list[list[str]]
    roots: int
    unused: list[str]
    most_used: list[dict[str, Any]]
    duplicates: list[list[str]]
    redefinitions: list[dict[str, Any]]
    findings: dict[str, int]
    score: float
    risk: str
    effort_hours: dict[str, float]
    start_here: list[dict[str, Any]]
