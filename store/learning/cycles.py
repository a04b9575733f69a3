"""What the last cycle of learning found, by project."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.core import times
from store.core.transaction import ReadView, WriteTransaction
from store.learning import learning_projects


@dataclass(frozen=True, slots=True)
class CycleRow:
    """A cycle: which labels and units it was made from, and its report."""

    basis: str
    report: Mapping[str, Any]
    at: str


def find(view: ReadView, project: str) -> CycleRow | None:
    """The last cycle of a project, if there was one."""
    row = view.row("SELECT basis, report, at FROM learning_cycles WHERE project = ?", project)
    if row is None:
        return None
    return CycleRow(row["basis"], json.loads(row["report"]), row["at"])


def save(tx: WriteTransaction, project: str, basis: str, report: Mapping[str, Any]) -> None:
    """Keep a cycle in place of the one before."""
    tx.execute(
        "INSERT INTO learning_cycles VALUES (?1, ?2, ?3, ?4)"
        " ON CONFLICT (project) DO UPDATE SET basis = ?2, report = ?3, at = ?4",
        project,
        basis,
        json.dumps(report, sort_keys=True),
        times.to_text(tx.now),
    )


def keep_night(tx: WriteTransaction, project: str) -> None:
    """Keep the last report as that of today, for the next days to compare with."""
    found = find(tx, project)
    if found is not None:
        day, report = times.to_text(tx.now)[: len("2026-11-30")], json.dumps(found.report, sort_keys=True)
        tx.execute("INSERT OR REPLACE INTO learning_nights VALUES (?, ?, ?)", project, day, report)


def find_night(view: ReadView, project: str) -> CycleRow | None:
    """Return the report of the latest night before today, if there is one."""
    row = view.row(
        "SELECT day, report FROM learning_nights WHERE project = ? AND day < ? ORDER BY day DESC LIMIT 1",
        project,
        times.to_text(view.now)[: len("2026-11-30")],
    )
    return CycleRow("", json.loads(row["report"]), row["day"]) if row else None


def current_basis(view: ReadView, project: str) -> str:
    """Return what a cycle now would be made from: the last act, the units that wait, how many of them changed.

    Acts are numbered and an undo is one too, so a basis never comes back. No text is read: this is asked every minute.
    """
    act = view.value("SELECT max(number) FROM acts WHERE project = ?", project) or 0
    row = view.row(
        "SELECT count(*) AS waiting, max(conversion) AS last FROM reviews"
        " WHERE project = ? AND state IN ('converted', 'in review')",
        project,
    )
    waiting, last = (row["waiting"], row["last"] or 0) if row else (0, 0)
    known = learning_projects.get(view, project)
    return f"{act}:{waiting}:{last}:{known.touched}"
