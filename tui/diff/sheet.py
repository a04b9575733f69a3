"""The rows of a model as a layout shows them: all sides beside each other, one side alone, or one below the other."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate, groupby

from tui.diff.model import Mode, Model, Note, Place, Row
from tui.diff.shown import broken, shown

SPLIT_FROM = 120
"""The least cells for two sides beside each other: narrower halves break nearly every line."""
NOTE_INDENT = 4


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


@dataclass(frozen=True)
class Stack:
    """How high each entry stands; `tops` has the line where each begins, and the end of the last."""

    tops: tuple[int, ...]

    @property
    def height(self) -> int:
        return self.tops[-1]

    def entry_at(self, line: int) -> tuple[int, int] | None:
        """The entry on a line of the stack, and which of its lines that is."""
        if not 0 <= line < self.height:
            return None
        entry = bisect_right(self.tops, line) - 1
        return entry, line - self.tops[entry]


def stack_of(model: Model, sheet: Sheet, widths: Sequence[int], total: int, *, wrap: bool) -> Stack:
    """The heights of the entries in columns of these widths; notes go over the total and are always broken."""
    texts = [side.lines for side in model.sides]

    def height(entry: Entry) -> int:
        if entry.row.note is not None:
            return len(note_lines(entry.row.note, total))
        if not wrap:
            return 1
        pairs = zip(entry.cells, widths, strict=True)
        return max((_pieces(texts[cell.side][cell.line], width) for cell, width in pairs if cell), default=1)

    return Stack(tuple(accumulate(map(height, sheet.entries), initial=0)))


def note_lines(note: Note, width: int) -> tuple[str, ...]:
    """A note as lines: who says it, then the words."""
    room = max(width - NOTE_INDENT, 8)
    texts = [shown(line).text for line in (note.title, *note.text.split("\n"))]
    return tuple(text[piece.start : piece.end] for text in texts for piece in broken(text, room))


def _pieces(line: str, width: int) -> int:
    if len(line) <= width and line.isascii() and "\t" not in line:
        return 1
    return len(broken(shown(line).text, width))
