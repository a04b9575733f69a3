"""The rows of a model in a layout: sides side by side, one side alone, or one below the other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from tui.diff.content.diff_model import DiffMode, DiffModel, DiffRow, LinePlace

SPLIT_FROM = 120
"""The least width for two sides side by side: narrower halves wrap nearly every line."""


class DiffLayout(StrEnum):
    """Side by side, in one column, or depending on the width."""

    AUTO = "auto"
    SPLIT = "split"
    UNIFIED = "unified"

    def fits(self, width: int) -> "DiffLayout":
        """Return the layout that is used at a width."""
        if self is not DiffLayout.AUTO:
            return self
        if width >= SPLIT_FROM:
            return DiffLayout.SPLIT
        return DiffLayout.UNIFIED


@dataclass(frozen=True, slots=True)
class SheetEntry:
    """One row of the sheet: a line or nothing in each column, or a note across all of them."""

    cells: tuple[LinePlace | None, ...]
    row: DiffRow


@dataclass(frozen=True)
class Sheet:
    """The entries in order; `where` has the entry of every line that the layout shows."""

    columns: int
    entries: tuple[SheetEntry, ...]
    where: tuple[tuple[int | None, ...], ...]

    def entry_of(self, place: LinePlace) -> int:
        """Return the entry that shows a line, or the nearest one before it."""
        lines = self.where[place.side]
        for line in range(min(place.line, len(lines) - 1), -1, -1):
            if (entry := lines[line]) is not None:
                return entry
        return 0


def build_sheet(model: DiffModel, layout: DiffLayout, side: int) -> Sheet:
    """Return the sheet of a layout. One column shows one of two linked sides, or the differences of texts in turn."""
    if layout is DiffLayout.SPLIT:
        entries = tuple(_split(model))
    elif model.mode is DiffMode.LINKED:
        entries = tuple(_one_side(model.rows, side))
    else:
        entries = tuple(_unified(model))
    columns = len(model.sides) if layout is DiffLayout.SPLIT else 1
    return Sheet(columns, entries, _where(model, entries))


def _split(model: DiffModel) -> Iterator[SheetEntry]:
    for row in model.rows:
        yield SheetEntry(
            tuple(None if line is None else LinePlace(side, line) for side, line in enumerate(row.lines)), row
        )


def _one_side(rows: Iterable[DiffRow], side: int) -> Iterator[SheetEntry]:
    """Yield the lines of a side and the notes, without what only another side has."""
    for row in rows:
        line = row.lines[side]
        if line is not None:
            yield SheetEntry((LinePlace(side, line),), row)
        elif row.note is not None:
            yield SheetEntry((None,), row)


def _unified(model: DiffModel) -> Iterator[SheetEntry]:
    for hunk, group in groupby(model.rows, key=lambda row: row.hunk):
        if hunk is None:
            yield from _one_side(group, 0)
        else:
            yield from _in_turn(tuple(group), len(model.sides))


def _in_turn(rows: Sequence[DiffRow], sides: int) -> Iterator[SheetEntry]:
    for side in range(sides):
        for row in rows:
            line = row.lines[side]
            if line is not None:
                yield SheetEntry((LinePlace(side, line),), row)
            elif row.note is not None and row.note.place.side == side:
                yield SheetEntry((None,), row)


def _where(model: DiffModel, entries: Sequence[SheetEntry]) -> tuple[tuple[int | None, ...], ...]:
    where: list[list[int | None]] = [[None] * len(side.lines) for side in model.sides]
    for number, entry in enumerate(entries):
        shared = entry.row.hunk is None
        for side, line in enumerate(entry.row.lines):
            if line is not None and (shared or LinePlace(side, line) in entry.cells):
                where[side][line] = number
    return tuple(tuple(lines) for lines in where)
