"""Real conversions of folders of SQL."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from engine.conversion import record_file
from engine.record import UnitRecord
from engine.source.split_file import split

MOST_OF_A_FILE = 40  # so that no file sets the tone


@dataclass(frozen=True, slots=True)
class SimulatedUnit:
    """One proved routine: its record and its SQL."""

    record: UnitRecord
    sql: str


def proved_routines(paths: Iterable[str], most: int) -> list[SimulatedUnit]:
    """Return the first proved routines of the folders that have a body of their own."""
    found: list[SimulatedUnit] = []
    for file in _files(paths):
        text = file.read_text(encoding="utf-8", errors="replace").replace("\0", "")
        found += list(_routines(text))[:MOST_OF_A_FILE]
        if len(found) >= most:
            break
    return found[:most]


def _files(paths: Iterable[str]) -> Iterator[Path]:
    for path in map(Path, paths):
        yield from sorted(path.rglob("*.sql")) if path.is_dir() else [path]


def _routines(text: str) -> Iterator[SimulatedUnit]:
    for record in record_file(split(text)):
        if record.kind in ("function", "procedure") and record.verdict == "proved" and "steps:" in record.spec:
            yield SimulatedUnit(record, record.sql(text))
