"""The assessment of a project on the wire."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AssessmentFigures:
    """The figures of the last assessment of a day; `findings` counts them by severity."""

    day: str
    units: int
    routines: int
    proved: int
    findings: Mapping[str, int]
    score: float
    risk: str
    hours: float


@dataclass(frozen=True, slots=True)
class AssessmentReport:
    """The last assessment. `report` is what `specdeck assess --json` prints; `at` is empty before the first one."""

    project: str
    at: str
    report: Mapping[str, object] | None
    days: tuple[AssessmentFigures, ...]


@dataclass(frozen=True, slots=True)
class AssessmentOrder:
    """The job that assesses the project."""

    job: str
