"""What the journal says of conversions: that a unit was found, converted anew, proved again, moved or removed."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from store import journal
from store.conversion import subject
from store.following import Passage
from store.transaction import Transaction

CONVERTED, RENEWED, REMOVED = "unit.converted", "unit.renewed", "unit.removed"
Row = Mapping[str, str | int | None]


class Cause(StrEnum):
    """Why a unit is another one than before."""

    FOUND = "found"
    SQL = "sql"
    RULES = "rules"  # the engine's are newer
    FILE = "file"  # what stands around it in its file
    BACK = "back"  # its SQL was gone
    MOVED = "moved"  # its SQL is in another file now


@dataclass(frozen=True, slots=True)
class Before:
    """A unit as it was before it was converted again."""

    source: int
    sql: str
    basis: str
    gone: bool


def rules_of(basis: str) -> str:
    """The part of a basis that names the engine's rules."""
    return basis.rpartition(":")[2]


def found(tx: Transaction, number: int, row: Row) -> None:
    """A unit is there that was not there before."""
    _append(tx, CONVERTED, number, {**_facts(row), "drift": False, "cause": Cause.FOUND, **_place(tx, row)})


def converted(tx: Transaction, number: int, before: Before, row: Row, passage: Passage) -> None:
    """A unit is another one than before, or stands otherwise."""
    told: dict[str, object] = {**_facts(row), "drift": passage.after.state == "drifted"}
    told |= {"cause": _cause(before, row), "sql_changed": before.sql != row["sql"], **_place(tx, row)}
    if before.source != row["source"]:
        told["former"] = _path(tx, before.source)
    _append(tx, CONVERTED, number, told | _passage(passage))


def renewed(tx: Transaction, number: int, basis: str, passage: Passage) -> None:
    """What somebody decided on was proved again by newer rules, and stands as before."""
    told = {"spec": passage.after.spec, "verdict": passage.after.verdict, "rules": rules_of(basis)}
    _append(tx, RENEWED, number, told)


def caught_up(tx: Transaction, number: int, basis: str, passage: Passage) -> None:
    """What an undo brought back stands otherwise by the rules of now."""
    told = {"spec": passage.after.spec, "verdict": passage.after.verdict, "rules": rules_of(basis)}
    _append(tx, RENEWED, number, told | _passage(passage))


def removed(tx: Transaction, number: int, project: str, name: str, source: int) -> None:
    """Its SQL is gone."""
    _append(tx, REMOVED, number, {"project": project, "name": name, "path": _path(tx, source)})


def _facts(row: Row) -> dict[str, object]:
    facts: dict[str, object] = {name: row[name] for name in ("kind", "name", "sql", "spec", "verdict")}
    return facts | {"error": row["error"] is not None}


def _cause(before: Before, row: Row) -> Cause:
    if before.source != row["source"]:
        return Cause.MOVED
    if before.gone:
        return Cause.BACK
    if before.sql != row["sql"]:
        return Cause.SQL
    return Cause.FILE if rules_of(before.basis) == rules_of(str(row["basis"])) else Cause.RULES


def _passage(passage: Passage) -> dict[str, object]:
    """How it stood and stands: `text` is the one in review."""
    before, after = passage.before, passage.after
    return {
        "from": before.state,
        "to": after.state,
        "text": after.spec,
        "was": before.verdict,
        "known": after.verdict,
        "file": list(passage.file),
        "proposed": passage.proposed,
        "fault": passage.fault,
    }


def _place(tx: Transaction, row: Row) -> dict[str, object]:
    return {"path": _path(tx, int(str(row["source"])))}


def _path(tx: Transaction, source: int) -> str | None:
    return tx.value("SELECT path FROM sources WHERE id = ?", source)


def _append(tx: Transaction, happened: str, number: int, told: Mapping[str, object]) -> None:
    journal.append(tx, happened, subject(number), told)
