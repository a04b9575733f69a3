"""Journal events about conversions: a unit was found, converted again, proved again, moved or removed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from store.codebase.conversion_row import Row, unit_subject
from store.core import journal
from store.core.transaction import WriteTransaction
from store.review.review_sync import ReviewChange

CONVERTED, REPROVED, REMOVED = "unit.converted", "unit.renewed", "unit.removed"
JUDGED = "unit.judged"  # by a trial


class ConversionCause(StrEnum):
    """Why a unit changed."""

    FOUND = "found"
    SQL = "sql"
    RULES = "rules"  # the engine's rules are newer
    FILE = "file"  # the text around it in its file
    BACK = "back"  # its SQL was gone
    MOVED = "moved"  # its SQL is in another file now


@dataclass(frozen=True, slots=True)
class FormerConversion:
    """A unit before it was converted again."""

    source: int
    sql: str
    basis: str
    gone: bool


def rules_from_basis(basis: str) -> str:
    """Return the part of a basis that names the engine's rules."""
    return basis.rpartition(":")[2]


def record_found(tx: WriteTransaction, number: int, row: Row) -> None:
    """Record that a unit is new."""
    _append(tx, CONVERTED, number, {**_facts(row), "drift": False, "cause": ConversionCause.FOUND, **_place(tx, row)})


def record_converted(
    tx: WriteTransaction, number: int, before: FormerConversion, row: Row, change: ReviewChange
) -> None:
    """Record that a unit changed, or its review state did."""
    facts: dict[str, object] = {**_facts(row), "drift": change.after.state == "drifted"}
    facts |= {"cause": _cause(before, row), "sql_changed": before.sql != row["sql"], **_place(tx, row)}
    if before.source != row["source"]:
        facts["former"] = _path(tx, before.source)
    _append(tx, CONVERTED, number, facts | _change_facts(change))


def record_reproved(tx: WriteTransaction, number: int, basis: str, change: ReviewChange) -> None:
    """Record that newer rules proved a decided unit again, with the same result."""
    facts = {"spec": change.after.spec, "verdict": change.after.verdict, "rules": rules_from_basis(basis)}
    _append(tx, REPROVED, number, facts)


def record_caught_up(tx: WriteTransaction, number: int, basis: str, change: ReviewChange) -> None:
    """Record that the current rules judge differently what an undo brought back."""
    facts = {"spec": change.after.spec, "verdict": change.after.verdict, "rules": rules_from_basis(basis)}
    _append(tx, REPROVED, number, facts | _change_facts(change))


def record_judged(tx: WriteTransaction, number: int, change: ReviewChange) -> None:
    """Record that a trial changed the verdict of a unit, and what follows for its state."""
    _append(tx, JUDGED, number, {"spec": change.after.spec, "verdict": change.after.verdict, **_change_facts(change)})


def record_removed(tx: WriteTransaction, number: int, project: str, name: str, source: int) -> None:
    """Record that the SQL of a unit is gone."""
    _append(tx, REMOVED, number, {"project": project, "name": name, "path": _path(tx, source)})


def _facts(row: Row) -> dict[str, object]:
    facts: dict[str, object] = {name: row[name] for name in ("kind", "name", "sql", "spec", "verdict")}
    return facts | {"error": row["error"] is not None}


def _cause(before: FormerConversion, row: Row) -> ConversionCause:
    if before.source != row["source"]:
        return ConversionCause.MOVED
    if before.gone:
        return ConversionCause.BACK
    if before.sql != row["sql"]:
        return ConversionCause.SQL
    if rules_from_basis(before.basis) != rules_from_basis(str(row["basis"])):
        return ConversionCause.RULES
    return ConversionCause.FILE


def _change_facts(change: ReviewChange) -> dict[str, object]:
    """The state before and after; `text` is the text in review."""
    before, after = change.before, change.after
    return {
        "from": before.state,
        "to": after.state,
        "text": after.spec,
        "was": before.verdict,
        "known": after.verdict,
        "file": list(change.file),
        "proposed": change.proposed,
        "fault": change.fault,
    }


def _place(tx: WriteTransaction, row: Row) -> dict[str, object]:
    return {"path": _path(tx, int(str(row["source"])))}


def _path(tx: WriteTransaction, source: int) -> str | None:
    return tx.value("SELECT path FROM sources WHERE id = ?", source)


def _append(tx: WriteTransaction, event: str, number: int, facts: Mapping[str, object]) -> None:
    journal.append(tx, event, unit_subject(number), facts)
