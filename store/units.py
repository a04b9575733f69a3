"""Units: the SQL objects found in a source, in the order they stand there."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from store import journal, sources
from store.sources import Fault
from store.transaction import Transaction, View


@dataclass(frozen=True, slots=True)
class Unit:
    """One SQL object: `start` and `stop` are characters of its source, `hash` is of its exact text."""

    kind: str
    name: str
    language: str
    start: int
    stop: int
    hash: str
    fault: Fault | None = None


def replace(tx: Transaction, source: int, text: str, units: Iterable[Unit]) -> int:
    """These are the units of the text with this hash; the answer is how many."""
    tx.execute("DELETE FROM units WHERE source = ?", source)
    rows = [_values(source, position, unit) for position, unit in enumerate(units)]
    tx.many("INSERT INTO units VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    tx.execute("UPDATE sources SET scanned = ? WHERE id = ?", text, source)
    faults = sum(row[-1] is not None for row in rows)
    data = {"units": len(rows), "faults": faults, "text": text}
    journal.append(tx, "source.scanned", sources.subject(source), data)
    return len(rows)


def of_source(view: View, source: int) -> list[Unit]:
    """The units of a source, in the order they stand there."""
    return [_unit(row) for row in view.rows("SELECT * FROM units WHERE source = ? ORDER BY position", source)]


def of_project(view: View, project: str) -> list[Unit]:
    """All units of a project, files in the order of their paths."""
    rows = view.rows(
        "SELECT units.* FROM units JOIN sources ON sources.id = units.source WHERE sources.project = ?"
        " ORDER BY sources.folder, sources.path, units.position",
        project,
    )
    return [_unit(row) for row in rows]


def count(view: View, project: str) -> int:
    """How many units a project has."""
    return view.value("SELECT count(*) FROM units JOIN sources ON sources.id = units.source WHERE project = ?", project)


def _values(source: int, position: int, unit: Unit) -> tuple[int | str | None, ...]:
    fault = None if unit.fault is None else json.dumps(asdict(unit.fault))
    return (source, position, unit.kind, unit.name, unit.language, unit.start, unit.stop, unit.hash, fault)


def _unit(row: sqlite3.Row) -> Unit:
    fault = None if row["error"] is None else Fault(**json.loads(row["error"]))
    return Unit(row["kind"], row["name"], row["language"], row["start"], row["stop"], row["hash"], fault)
