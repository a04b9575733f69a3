"""Findings of a project, by unit and by severity."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from store.core import times
from store.core.errors import MissingError
from store.core.transaction import ReadView, Value, WriteTransaction

_COLUMNS = (
    "project", "source", "conversion", "unit", "rule", "name", "family", "category", "severity", "cwe", "line",
    "start", "stop", "message", "hint", "minutes", "fingerprint", "fix", "accepted", "reason", "until",
)  # fmt: skip
_SELECT = (
    "SELECT findings.*, sources.path, remarks.remark AS remark FROM findings JOIN sources ON sources.id = source"
    " LEFT JOIN finding_acceptances AS accepting ON findings.accepted = 'person' AND accepting.project ="
    " findings.project AND accepting.withdrawn = 0 AND accepting.fingerprint = findings.fingerprint"
    " LEFT JOIN remarks ON remarks.hash = accepting.remark"
)
PERSON = "person"


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding; `start` and `stop` are characters of its unit, `id` is 0 before it is stored."""

    project: str
    source: int
    conversion: int | None
    unit: str
    rule: str
    name: str
    family: str
    category: str
    severity: int
    cwe: int | None
    line: int
    start: int
    stop: int
    message: str
    hint: str
    minutes: int
    fingerprint: str
    fix: Mapping[str, Any] | None
    accepted: str = ""
    reason: str | None = None
    until: str | None = None
    id: int = 0
    path: str = ""
    since: str = ""


@dataclass(frozen=True, slots=True)
class FindingFilter:
    """Which findings; an empty field matches all. `label` is an id, a name, a family or a category of rules."""

    severity: int | None = None
    label: str = ""
    accepted: bool = False


@dataclass(frozen=True, slots=True)
class FindingKey:
    """The place of a finding in the order of a page."""

    severity: int
    rule: str
    id: int


def replace_of_source(tx: WriteTransaction, source: int, found: Iterable[FindingRow]) -> None:
    """These are the findings of a source now; one that was there keeps the time when it was first seen."""
    rows = tx.rows("SELECT fingerprint, since FROM findings WHERE source = ?", source)
    since = {row["fingerprint"]: row["since"] for row in rows}
    tx.execute("DELETE FROM findings WHERE source = ?", source)
    now = times.to_text(tx.now)
    names, places = ", ".join((*_COLUMNS, "since")), ", ".join("?" * (len(_COLUMNS) + 1))
    values = [(*_values(each), since.get(each.fingerprint, now)) for each in found]
    tx.many(f"INSERT INTO findings ({names}) VALUES ({places})", values)


def get(view: ReadView, finding: int) -> FindingRow:
    """Return the finding with this id."""
    found = view.one(_finding, f"{_SELECT} WHERE findings.id = ?", finding)
    if found is None:
        raise MissingError(f"There is no finding {finding}.", "It may be gone with its SQL.")
    return found


def find_project(view: ReadView, finding: int) -> str | None:
    """Return the project of a finding, or None if there is no such finding."""
    return view.value("SELECT project FROM findings WHERE id = ?", finding)


def list_of_unit(view: ReadView, conversion: int) -> list[FindingRow]:
    """Return the findings of a unit, in the order of its text."""
    rows = view.rows(f"{_SELECT} WHERE conversion = ? ORDER BY start, rule, findings.id", conversion)
    return list(map(_finding, rows))


def page(
    view: ReadView, project: str, wanted: FindingFilter, after: FindingKey | None = None, limit: int = 200
) -> list[FindingRow]:
    """Return findings of a project, the most severe first and those of a rule together."""
    place = after or FindingKey(-1, "", 0)
    rows = view.rows(
        f"{_SELECT} WHERE findings.project = ?1 AND (severity, rule, findings.id) > (?2, ?3, ?4)"
        " AND (?5 IS NULL OR severity = ?5) AND (accepted <> '') = ?6"
        " AND (?7 = '' OR ?7 IN (lower(rule), name, family, category))"
        " ORDER BY severity, rule, findings.id LIMIT ?8",
        project,
        place.severity,
        place.rule,
        place.id,
        wanted.severity,
        int(wanted.accepted),
        wanted.label,
        limit,
    )
    return list(map(_finding, rows))


def count_by_rule(view: ReadView, project: str) -> list[sqlite3.Row]:
    """Return severity, rule, name, category, and the numbers of open and accepted findings, most severe first."""
    return view.rows(
        "SELECT severity, rule, name, category, sum(accepted = '') AS open, sum(accepted <> '') AS accepted"
        " FROM findings WHERE project = ? GROUP BY severity, rule, name, category ORDER BY severity, open DESC, rule",
        project,
    )


def count_of_units(view: ReadView, project: str) -> Mapping[int, Mapping[int, int]]:
    """Return the numbers of open findings by severity, for each unit that has any."""
    rows = view.rows(
        "SELECT conversion, severity, count(*) AS n FROM findings"
        " WHERE project = ? AND accepted = '' AND conversion IS NOT NULL GROUP BY conversion, severity",
        project,
    )
    found: dict[int, dict[int, int]] = {}
    for row in rows:
        found.setdefault(row["conversion"], {})[row["severity"]] = row["n"]
    return found


def count_of_unit(view: ReadView, conversion: int) -> Mapping[int, int]:
    """Return the numbers of open findings of a unit by severity."""
    rows = view.rows(
        "SELECT severity, count(*) AS n FROM findings WHERE conversion = ? AND accepted = '' GROUP BY severity",
        conversion,
    )
    return {row["severity"]: row["n"] for row in rows}


def list_gone_sources(view: ReadView, project: str) -> list[int]:
    """Return the sources of a project that are gone and were assessed before."""
    rows = view.rows(
        "SELECT sources.id FROM sources JOIN assessed_files ON assessed_files.source = sources.id"
        " WHERE sources.project = ? AND sources.hash IS NULL",
        project,
    )
    return [row["id"] for row in rows]


def units_with(view: ReadView, project: str, fingerprint: str) -> Mapping[int, list[int]]:
    """Return the units that hold a finding with a fingerprint, by source."""
    rows = view.rows(
        "SELECT source, conversion FROM findings WHERE project = ? AND fingerprint = ? AND conversion IS NOT NULL",
        project,
        fingerprint,
    )
    found: dict[int, list[int]] = {}
    for row in rows:
        found.setdefault(row["source"], []).append(row["conversion"])
    return found


def set_accepted(tx: WriteTransaction, project: str, fingerprint: str, accepted: str, until: str | None = None) -> int:
    """Mark the findings with a fingerprint as accepted, or open again; return how many there are.

    The next assessment writes the findings of their files again: it may judge otherwise.
    """
    tx.execute(
        "UPDATE assessed_files SET found = ''"
        " WHERE source IN (SELECT source FROM findings WHERE project = ? AND fingerprint = ?)",
        project,
        fingerprint,
    )
    return tx.execute(
        "UPDATE findings SET accepted = ?, reason = NULL, until = ? WHERE project = ? AND fingerprint = ?",
        accepted,
        until,
        project,
        fingerprint,
    )


def _values(row: FindingRow) -> tuple[Value, ...]:
    plain: dict[str, Value] = {name: getattr(row, name) for name in _COLUMNS}
    plain["fix"] = json.dumps(row.fix) if row.fix else None
    return tuple(plain.values())


def _finding(row: sqlite3.Row) -> FindingRow:
    plain = {name: row[name] for name in (*_COLUMNS, "id", "path", "since")}
    fix = json.loads(row["fix"]) if row["fix"] else None
    return FindingRow(**plain | {"fix": fix, "reason": row["remark"] or row["reason"]})
