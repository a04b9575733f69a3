"""The assessment of each project, and a few figures of each day."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.core import times
from store.core.transaction import ReadView, WriteTransaction
from store.findings import acceptances

MOST_DAYS = 366


@dataclass(frozen=True, slots=True)
class AssessmentRow:
    """An assessment: what it was made from, its report, and when."""

    basis: str
    report: Mapping[str, Any]
    at: str


@dataclass(frozen=True, slots=True)
class AssessmentDay:
    """The figures of the last assessment of a day."""

    day: str
    figures: Mapping[str, Any]


def day_of(view: ReadView) -> str:
    """Return the day of a view, as a date."""
    return times.to_text(view.now)[:10]


def current_basis(view: ReadView, project: str) -> str:
    """Return what an assessment now would be made from: the day, the files, and what people accepted.

    Suppressions end on a day, so an assessment is due on the next one. No text is read: this is asked every minute.
    """
    row = view.row(
        "SELECT count(*) AS files, coalesce(sum(revision), 0) AS changes FROM sources WHERE project = ?", project
    )
    files, changes = (row["files"], row["changes"]) if row else (0, 0)
    return f"{day_of(view)}:{files}:{changes}:{acceptances.revision(view, project)}"


def find_basis(view: ReadView, project: str) -> str:
    """Return what the last assessment was made from; empty if there is none."""
    return view.value("SELECT basis FROM assessments WHERE project = ?", project) or ""


def find_time(view: ReadView, project: str) -> str:
    """Return when the last assessment was made; empty if there is none."""
    return view.value("SELECT at FROM assessments WHERE project = ?", project) or ""


def find(view: ReadView, project: str) -> AssessmentRow | None:
    """Return the last assessment of a project, if there was one."""
    row = view.row("SELECT basis, report, at FROM assessments WHERE project = ?", project)
    if row is None:
        return None
    return AssessmentRow(row["basis"], json.loads(row["report"]), row["at"])


def list_days(view: ReadView, project: str) -> list[AssessmentDay]:
    """Return the figures of the last year, oldest first."""
    rows = view.rows(
        "SELECT day, figures FROM assessment_days WHERE project = ? ORDER BY day DESC LIMIT ?", project, MOST_DAYS
    )
    return [AssessmentDay(row["day"], json.loads(row["figures"])) for row in reversed(rows)]


def save(tx: WriteTransaction, project: str, basis: str, report: Mapping[str, Any], figures: Mapping[str, Any]) -> None:
    """Keep an assessment in place of the one before, and its figures in place of those of the same day."""
    tx.execute(
        "INSERT INTO assessments VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (project) DO UPDATE SET basis = ?2, report = ?3, at = ?4",
        project,
        basis,
        json.dumps(report),
        times.to_text(tx.now),
    )
    tx.execute(
        "INSERT INTO assessment_days VALUES (?1, ?2, ?3) ON CONFLICT (project, day) DO UPDATE SET figures = ?3",
        project,
        day_of(tx),
        json.dumps(figures),
    )
