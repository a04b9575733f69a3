"""What the last cycle of learning found, by project."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from store.core import times
from store.core.transaction import ReadView, WriteTransaction


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
