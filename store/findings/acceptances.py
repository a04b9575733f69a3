"""Findings that people accepted, with a reason and perhaps a last day."""

import sqlite3
from dataclasses import dataclass

from store.access import people
from store.core import journal, times
from store.core.transaction import ReadView, WriteTransaction
from store.findings import finding_rows
from store.findings.finding_rows import PERSON, FindingRow
from store.review import statements


@dataclass(frozen=True, slots=True)
class Acceptance:
    """A finding by its fingerprint; `until` is the last day on which it is accepted, or empty."""

    fingerprint: str
    until: str


def accept(tx: WriteTransaction, finding: FindingRow, actor: str, reason: str, until: str = "") -> None:
    """Accept a finding, and those that are the same; an earlier acceptance by a person is replaced."""
    _withdraw(tx, finding)
    remark = people.add_remark(tx, actor, reason)
    tx.insert(
        "INSERT INTO finding_acceptances (project, fingerprint, remark, until, actor, at) VALUES (?, ?, ?, ?, ?, ?)",
        finding.project,
        finding.fingerprint,
        remark,
        until,
        actor,
        times.to_text(tx.now),
    )
    _mark(tx, finding, PERSON, until or None)
    facts = {"rule": finding.rule, "fingerprint": finding.fingerprint, "until": until, "remark": remark}
    journal.append(tx, "finding.accepted", f"finding:{finding.id}", facts | {"project": finding.project}, actor)


def reopen(tx: WriteTransaction, finding: FindingRow, actor: str) -> None:
    """Withdraw a person's acceptance: the finding is open again."""
    _withdraw(tx, finding)
    _mark(tx, finding, "")
    facts = {"rule": finding.rule, "fingerprint": finding.fingerprint, "project": finding.project}
    journal.append(tx, "finding.reopened", f"finding:{finding.id}", facts, actor)


def list_current(view: ReadView, project: str) -> list[Acceptance]:
    """Return what people accept in a project."""
    rows = view.rows(
        "SELECT fingerprint, until FROM finding_acceptances WHERE project = ? AND withdrawn = 0 ORDER BY fingerprint",
        project,
    )
    return list(map(_acceptance, rows))


def revision(view: ReadView, project: str) -> str:
    """Return a value that changes with every acceptance and withdrawal."""
    row = view.row(
        "SELECT coalesce(max(id), 0) AS last, coalesce(sum(withdrawn), 0) AS withdrawn FROM finding_acceptances"
        " WHERE project = ?",
        project,
    )
    if row is None:
        return ""
    return f"{row['last']}-{row['withdrawn']}"


def _mark(tx: WriteTransaction, finding: FindingRow, accepted: str, until: str | None = None) -> None:
    """Mark the findings that are the same; a statement with a severe one that is open has a row of its own."""
    finding_rows.set_accepted(tx, finding.project, finding.fingerprint, accepted, until)
    for source, units in finding_rows.units_with(tx, finding.project, finding.fingerprint).items():
        statements.mark_statements(tx, source, units)


def _withdraw(tx: WriteTransaction, finding: FindingRow) -> None:
    tx.execute(
        "UPDATE finding_acceptances SET withdrawn = 1 WHERE project = ? AND withdrawn = 0 AND fingerprint = ?",
        finding.project,
        finding.fingerprint,
    )


def _acceptance(row: sqlite3.Row) -> Acceptance:
    return Acceptance(row["fingerprint"], row["until"])
