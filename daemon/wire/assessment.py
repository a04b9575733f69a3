"""The assessment of a project on the wire."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AssessmentFigures:
    """The figures of the last assessment of a day; `findings` counts them by severity.

    `provable` counts the units that define something; rows, comments, rights and calls are only counted. It is 0 for
    days before it was kept.
    """

    day: str
    units: int
    routines: int
    proved: int
    findings: Mapping[str, int]
    score: float
    risk: str
    hours: float
    provable: int = 0


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
