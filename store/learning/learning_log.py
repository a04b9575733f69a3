"""The log that learning is a fold over."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from engine.triage.certificates.reviewer_drill import ReviewerDrill
from engine.triage.logged_event import LoggedEvent, LoggedKind
from store.core import times
from store.core.transaction import ReadView, WriteTransaction
from store.learning import snapshots

DAY = 86_400.0


@dataclass(frozen=True, slots=True)
class NewEvent:
    """A row to log; see `LoggedEvent` for its fields."""

    kind: LoggedKind
    units: Sequence[int] = ()
    samples: Sequence[Mapping[str, float]] = ()
    decision: int | None = None
    credit: float = 0.0
    analyst: str = "lifter"
    certificate: str = ""
    model: str = ""


def append(tx: WriteTransaction, project: str, event: NewEvent) -> int:
    """Log an event; return its number."""
    return tx.insert(
        "INSERT INTO learning_events"
        " (project, kind, units, samples, decision, credit, analyst, certificate, model, at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        project,
        event.kind.value,
        json.dumps(event.units),
        json.dumps(event.samples, sort_keys=True),
        event.decision,
        event.credit,
        event.analyst,
        event.certificate,
        event.model,
        times.to_text(tx.now),
    )


def page(view: ReadView, project: str, after: int = 0, limit: int = -1) -> list[LoggedEvent]:
    """Return the events of a project that follow `after`, without those of undone decisions."""
    rows = view.rows(
        "SELECT * FROM learning_events WHERE project = ? AND seq > ? AND NOT undone ORDER BY seq LIMIT ?",
        project,
        after,
        limit,
    )
    return [_logged(row) for row in rows]


def list_audits(view: ReadView, project: str, certificate: str) -> list[bool]:
    """Return whether the reviewer found a unit wrong, for each audit under a certificate, in order."""
    rows = view.rows(
        "SELECT credit FROM learning_events WHERE project = ? AND kind = 'audited' AND certificate = ? AND NOT undone"
        " ORDER BY seq",
        project,
        certificate,
    )
    return [row["credit"] < 1.0 for row in rows]


def count_drills(view: ReadView, project: str) -> ReviewerDrill:
    """Return the answers to planted and sound items."""
    row = view.row(
        "SELECT sum(model = 'planted') AS planted, sum(model = 'planted' AND credit < 1) AS missed,"
        " sum(model = 'sound') AS sound, sum(model = 'sound' AND credit < 1) AS rejected"
        " FROM learning_events WHERE project = ? AND kind = 'drilled'",
        project,
    )
    if row is None:
        return ReviewerDrill()
    return ReviewerDrill(**{name: row[name] or 0 for name in ("planted", "missed", "sound", "rejected")})


def has_act(view: ReadView, act: str) -> bool:
    """Return whether a decision of this act has taught something."""
    found = view.row(
        "SELECT 1 FROM decisions JOIN learning_events ON learning_events.decision = decisions.id"
        " WHERE decisions.act = ? AND learning_events.kind = 'decided' LIMIT 1",
        act,
    )
    return found is not None


def is_audit(view: ReadView, decision: int) -> bool:
    """Return whether a decision answered an audit."""
    sql = "SELECT 1 FROM learning_events WHERE decision = ? AND kind = 'audited'"
    return view.row(sql, decision) is not None


def set_undone(tx: WriteTransaction, decision: int, *, undone: bool) -> None:
    """Leave a decision out of the fold, or take it in again; snapshots that include it are dropped."""
    row = tx.row("SELECT project, min(seq) AS seq FROM learning_events WHERE decision = ?", decision)
    if row is None or row["project"] is None:
        return
    tx.execute("UPDATE learning_events SET undone = ? WHERE decision = ?", undone, decision)
    snapshots.delete_from(tx, row["project"], row["seq"])


def _logged(row: sqlite3.Row) -> LoggedEvent:
    return LoggedEvent(
        seq=row["seq"],
        kind=row["kind"],
        units=tuple(json.loads(row["units"])),
        samples=tuple(json.loads(row["samples"])),
        credit=row["credit"],
        analyst=row["analyst"],
        certificate=row["certificate"],
        model=row["model"],
        day=datetime.fromisoformat(row["at"]).timestamp() / DAY,
    )
