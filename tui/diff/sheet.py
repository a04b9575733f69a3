"""The rows of a model as a layout shows them: all sides beside each other, one side alone, or one below the other."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from tui.diff.model import Mode, Model, Place, Row

SPLIT_FROM = 120
"""The least cells for two sides beside each other: narrower halves break nearly every line."""


class Layout(StrEnum):
    """Beside each other, in one column, or as the width allows."""

    AUTO = "auto"
    SPLIT = "split"
    UNIFIED = "unified"

    def fits(self, width: int) -> "Layout":
        """What it comes to at a width."""
        if self is not Layout.AUTO:
            return self
        return Layout.SPLIT if width >= SPLIT_FROM else Layout.UNIFIED


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the sheet: a line or nothing in each column; or a note over all of them."""

    cells: tuple[Place | None, ...]
    row: Row


@dataclass(frozen=True)
class Sheet:
    """The entries in order; `where` has the entry of every line of every side that the layout shows."""

    columns: int
    entries: tuple[Entry, ...]
    where: tuple[tuple[int | None, ...], ...]

    def entry_of(self, place: Place) -> int:
        """The entry that shows a line, or the nearest one before it."""
        lines = self.where[place.side]
        for line in range(min(place.line, len(lines) - 1), -1, -1):
            if (entry := lines[line]) is not None:
                return entry
        return 0


def sheet_of(model: Model, layout: Layout, side: int) -> Sheet:
    """The sheet of a layout; one column of linked sides shows one of them, one of texts shows what differs in turn."""
    if layout is Layout.SPLIT:
        entries = tuple(_split(model))
    elif model.mode is Mode.LINKED:
        entries = tuple(_one_side(model.rows, side))
    else:
        entries = tuple(_unified(model))
    columns = len(model.sides) if layout is Layout.SPLIT else 1
    return Sheet(columns, entries, _where(model, entries))


def _split(model: Model) -> Iterator[Entry]:
    for row in model.rows:
        yield Entry(tuple(None if line is None else Place(side, line) for side, line in enumerate(row.lines)), row)


def _one_side(rows: Iterable[Row], side: int) -> Iterator[Entry]:
    """The lines of a side and the notes; what only another side has is left out."""
    for row in rows:
        line = row.lines[side]
        if line is not None:
            yield Entry((Place(side, line),), row)
        elif row.note is not None:
            yield Entry((None,), row)


def _unified(model: Model) -> Iterator[Entry]:
    for hunk, group in groupby(model.rows, key=lambda row: row.hunk):
        if hunk is None:
            yield from _one_side(group, 0)
        else:
            yield from _in_turn(tuple(group), len(model.sides))


def _in_turn(rows: Sequence[Row], sides: int) -> Iterator[Entry]:
    for side in range(sides):
        for row in rows:
            line = row.lines[side]
            if line is not None:
                yield Entry((Place(side, line),), row)
            elif row.note is not None and row.note.place.side == side:
                yield Entry((None,), row)


def _where(model: Model, entries: Sequence[Entry]) -> tuple[tuple[int | None, ...], ...]:
    where: list[list[int | None]] = [[None] * len(side.lines) for side in model.sides]
    for number, entry in enumerate(entries):
        shared = entry.row.hunk is None
        for side, line in enumerate(entry.row.lines):
            if line is not None and (shared or Place(side, line) in entry.cells):
                where[side][line] = number
    return tuple(tuple(lines) for lines in where)
