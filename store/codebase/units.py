"""Units: the SQL objects of a source, in the order of the file."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from engine.fault import Fault
from store.codebase import sources
from store.core import journal
from store.core.bare_names import bare_name, name_words
from store.core.fault_column import fault_from_column, fault_to_column
from store.core.transaction import ReadView, WriteTransaction


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One SQL object: `start` and `stop` are characters of its source, `hash` is of its exact text."""

    kind: str
    name: str
    language: str
    start: int
    stop: int
    hash: str
    fault: Fault | None = None


def replace(tx: WriteTransaction, source: int, text: str, units: Iterable[UnitRow]) -> int:
    """Store the units of the text with this hash; return how many."""
    tx.execute("DELETE FROM units WHERE source = ?", source)
    rows = [_values(source, position, unit) for position, unit in enumerate(units)]
    tx.many("INSERT INTO units VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    tx.execute("UPDATE sources SET scanned = ? WHERE id = ?", text, source)
    faults = sum(row[-2] is not None for row in rows)
    data = {"units": len(rows), "faults": faults, "text": text}
    journal.append(tx, "source.scanned", sources.subject(source), data)
    return len(rows)


def list_of_source(view: ReadView, source: int) -> list[UnitRow]:
    """Return the units of a source, in the order of the file."""
    return [_unit(row) for row in view.rows("SELECT * FROM units WHERE source = ? ORDER BY position", source)]


def list_comments_about(view: ReadView, source: int, name: str) -> list[str]:
    """Return the COMMENT statements of a source, by hash, about objects of this name."""
    rows = view.rows(
        "SELECT hash FROM units WHERE source = ? AND kind = 'comment' AND name = ? ORDER BY position", source, name
    )
    return [row["hash"] for row in rows]


def list_of_bare_names(view: ReadView, project: str, names: Iterable[str]) -> list[UnitRow]:
    """Return the units of a project with one of these bare names, files in the order of their paths."""
    rows = view.rows(
        "SELECT units.* FROM json_each(?) AS wanted CROSS JOIN units ON units.bare = wanted.value"
        " JOIN sources ON sources.id = units.source WHERE sources.project = ?"
        " ORDER BY sources.folder, sources.path, units.position",
        json.dumps(sorted(set(names))),
        project,
    )
    return [_unit(row) for row in rows]


def list_mentioned(view: ReadView, project: str, words: set[str]) -> list[UnitRow]:
    """Return the units of a project whose name consists of these words, files in the order of their paths.

    A schema may come from a search path instead, which a SET or a query of the same file sets.
    """
    rows = view.rows(
        "SELECT units.*, EXISTS (SELECT 1 FROM units AS other WHERE other.source = units.source"
        " AND other.kind IN ('set', 'query')) AS may_lack_schema"
        " FROM json_each(?) AS wanted CROSS JOIN units ON units.bare = wanted.value"
        " JOIN sources ON sources.id = units.source WHERE sources.project = ?"
        " ORDER BY sources.folder, sources.path, units.position",
        json.dumps(sorted(words)),
        project,
    )
    return [_unit(row) for row in rows if row["may_lack_schema"] or name_words(row["name"]) <= words]


def list_sql_written_in(view: ReadView, file: int) -> list[str]:
    """Return the SQL, by hash, of the units that a spec file of ours holds, in the order in which it loads."""
    rows = view.rows(
        "SELECT DISTINCT u.id, u.hash, s.folder, s.path, u.position FROM reviews r"
        " JOIN conversions c ON c.id = r.conversion JOIN sources s ON s.id = c.source"
        " JOIN units u ON u.source = c.source AND u.kind = c.kind AND u.name = c.name AND u.hash = c.sql"
        " WHERE r.file = ? AND r.written IS NOT NULL ORDER BY s.folder, s.path, u.position",
        file,
    )
    return [row["hash"] for row in rows]


def list_sources_named(view: ReadView, name: str) -> list[int]:
    """Return the sources that hold a unit of this name."""
    return [row["source"] for row in view.rows("SELECT DISTINCT source FROM units WHERE name = ?", name)]


def _values(source: int, position: int, unit: UnitRow) -> tuple[int | str | None, ...]:
    fault = fault_to_column(unit.fault)
    known = (source, position, unit.kind, unit.name, unit.language, unit.start, unit.stop, unit.hash)
    return (*known, fault, bare_name(unit.name))


def _unit(row: sqlite3.Row) -> UnitRow:
    fault = fault_from_column(row["error"])
    return UnitRow(row["kind"], row["name"], row["language"], row["start"], row["stop"], row["hash"], fault)
