"""Compare every table with what the daemon's own writes add up to, and with what the journal sealed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import cast

from store.audit import derive
from store.audit.anchor import JournalAnchor
from store.audit.verify import JournalProblem, JournalReport, verify
from store.core import journal
from store.core.maintenance.table_digests import TABLES, digest_of_rows, is_covered
from store.core.transaction import ReadView, WriteTransaction
from store.migrations import NEWEST

SEALED = "audit.sealed"
NO_DIGESTS = JournalProblem(
    0, "audit.no_digests", "This version kept no digests of its tables; only the journal is verified."
)

OLDER = JournalProblem(
    0, "audit.older", "The file is of an older version: what its rows mean is compared once it is migrated."
)


def seal(tx: WriteTransaction) -> None:
    """Put the digests of the tables into the journal, if one changed since the last time: anchors cover them then."""
    last = _last_seal(tx)
    sealed = last.seq if last else 0
    if tx.value("SELECT count(*) FROM table_digests WHERE seq > ?", sealed):
        journal.append(tx, SEALED, "database", {"tables": _digests(tx)})


def audit(view: ReadView, anchor: JournalAnchor | None = None) -> JournalReport:
    """Verify the journal, then compare every table with it. What rows mean is read in files of this version only."""
    report = verify(view, anchor)
    is_older = view.value("PRAGMA user_version") != NEWEST
    if is_older and not _has_digests(view):
        return replace(report, remarks=(*report.remarks, NO_DIGESTS))
    report = replace(report, problems=(*report.problems, *replay(view)))
    if is_older:
        return replace(report, remarks=(*report.remarks, OLDER))
    derived = [JournalProblem(0, "audit.derived", sentence) for sentence in derive.find_contradictions(view)]
    return replace(report, problems=(*report.problems, *derived))


def _has_digests(view: ReadView) -> bool:
    """Whether the last migration computed them: one that was interrupted did not get there."""
    has_table = view.row("SELECT 1 FROM sqlite_master WHERE name = 'table_digests'") is not None
    return has_table and bool(_digests(view))


def replay(view: ReadView) -> list[JournalProblem]:
    """Return a problem for each table whose rows are not those that the daemon wrote."""
    known, last = _digests(view), _last_seal(view)
    changed_at = {row["name"]: row["seq"] for row in view.rows("SELECT name, seq FROM table_digests")}
    sealed = cast("Mapping[str, str]", last.data["tables"]) if last else {}
    problems = []
    for table in (row["name"] for row in view.rows(TABLES) if is_covered(row["name"])):
        found = digest_of_rows(tuple(row) for row in view.each(f'SELECT * FROM "{table}"'))
        if found != known.get(table, digest_of_rows(())):
            problems.append(_problem("audit.table", table, "has rows that the daemon did not write, or lacks some"))
        elif last and changed_at.get(table, 0) <= last.seq and sealed.get(table) != known.get(table):
            problems.append(_problem("audit.sealed", table, f"is not as event {last.seq} sealed it"))
    return problems


def _digests(view: ReadView) -> dict[str, str]:
    return {row["name"]: row["digest"] for row in view.rows("SELECT name, digest FROM table_digests")}


def _last_seal(view: ReadView) -> journal.JournalEvent | None:
    found = journal.list_about(view, "database", [SEALED], 1)
    return found[0] if found else None


def _problem(code: str, table: str, what: str) -> JournalProblem:
    return JournalProblem(0, code, f"The table {table} {what}.")
