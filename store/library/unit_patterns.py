"""The patterns that units carry out, with their evidence."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from store.core.transaction import ReadView, WriteTransaction


@dataclass(frozen=True, slots=True)
class UnitPattern:
    """A pattern of a unit; spans are characters of the unit's SQL."""

    conversion: int
    pattern: str
    strength: float
    spans: tuple[tuple[int, int], ...]
    parameters: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PatternInstanceRow:
    """A unit that carries out a pattern."""

    match: UnitPattern
    kind: str
    name: str
    path: str


def find_basis(view: ReadView, source: int) -> str | None:
    """Return what the last detection in a source was made from."""
    return view.value("SELECT basis FROM detected_sources WHERE source = ?", source)


def replace_of_source(
    tx: WriteTransaction, source: int, project: str, basis: str, found: Iterable[UnitPattern]
) -> None:
    """These are the patterns of a source's units now."""
    tx.execute("DELETE FROM unit_patterns WHERE source = ?", source)
    tx.execute(
        "INSERT INTO detected_sources VALUES (?1, ?2) ON CONFLICT (source) DO UPDATE SET basis = ?2", source, basis
    )
    rows = [
        (each.conversion, each.pattern, project, source, each.strength,
         json.dumps(each.spans), json.dumps(each.parameters, sort_keys=True))
        for each in found
    ]  # fmt: skip
    tx.many("INSERT OR REPLACE INTO unit_patterns VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def explained_units(view: ReadView, source: int) -> frozenset[int]:
    """Return the units of a source that carry out a pattern."""
    rows = view.rows("SELECT DISTINCT conversion FROM unit_patterns WHERE source = ?", source)
    return frozenset(row["conversion"] for row in rows)


def list_of_unit(view: ReadView, conversion: int) -> list[UnitPattern]:
    """Return the patterns of a unit, by id."""
    rows = view.rows("SELECT * FROM unit_patterns WHERE conversion = ? ORDER BY pattern", conversion)
    return [_match(row) for row in rows]


def count_by_pattern(view: ReadView, project: str) -> Mapping[str, int]:
    """Return how many units of a project carry out each pattern."""
    rows = view.rows("SELECT pattern, count(*) AS n FROM unit_patterns WHERE project = ? GROUP BY pattern", project)
    return {row["pattern"]: row["n"] for row in rows}


def page_of_instances(
    view: ReadView, project: str, pattern: str, after: int = 0, limit: int = 200
) -> list[PatternInstanceRow]:
    """Return units of a project that carry out a pattern, by the id of the unit, those that follow `after`."""
    rows = view.rows(
        "SELECT unit_patterns.*, conversions.kind, conversions.name, sources.path FROM unit_patterns"
        " JOIN conversions ON conversions.id = unit_patterns.conversion"
        " JOIN sources ON sources.id = unit_patterns.source"
        " WHERE unit_patterns.project = ? AND pattern = ? AND conversion > ? AND NOT conversions.gone"
        " ORDER BY conversion LIMIT ?",
        project,
        pattern,
        after,
        limit,
    )
    return [PatternInstanceRow(_match(row), row["kind"], row["name"], row["path"]) for row in rows]


def _match(row: sqlite3.Row) -> UnitPattern:
    spans = tuple((start, stop) for start, stop in json.loads(row["spans"]))
    return UnitPattern(row["conversion"], row["pattern"], row["strength"], spans, json.loads(row["parameters"]))
