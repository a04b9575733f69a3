"""The heights of the entries of a sheet, and the part of them that is in view."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from tui.diff.content.diff_model import DiffModel, DiffNote, TextRange
from tui.diff.paint.display_line import break_line, to_display_line
from tui.diff.sheet import Sheet, SheetEntry

NOTE_INDENT = 4


@dataclass(frozen=True)
class EntryStack:
    """The position of each entry; `tops` has the line where each begins, and the end of the last."""

    tops: tuple[int, ...]

    @property
    def height(self) -> int:
        return self.tops[-1]

    def entry_at(self, line: int) -> tuple[int, int] | None:
        """Return the entry on a line of the stack, and the number of its line."""
        if not 0 <= line < self.height:
            return None
        entry = bisect_right(self.tops, line) - 1
        return entry, line - self.tops[entry]

    def span(self, entry: int) -> TextRange:
        """Return the lines of an entry."""
        return TextRange(self.tops[entry], self.tops[entry + 1])

    def leap(self, entry: int, lines: int) -> int:
        """Return the entry this many lines away; always another one, if there is one."""
        last = len(self.tops) - 2
        end = last if lines > 0 else 0
        there, _ = self.entry_at(self.tops[entry] + lines) or (end, 0)
        if there != entry or entry == end:
            return there
        return entry + (1 if lines > 0 else -1)  # the entry is as high as the jump

    def read_on(self, entry: int, seen: TextRange, way: int) -> int | None:
        """Return the top of a view that shows more of an entry higher than the view; None if there is nothing more."""
        first, end = self.span(entry)
        height = seen.end - seen.start
        if end - first <= height:
            return None
        if way > 0 and end > seen.end:
            return min(seen.end - 1, end - height)
        if way <= 0 and first < seen.start:
            return max(seen.start - height + 1, first)
        return None

    def revealing(self, entry: int, seen: TextRange) -> int:
        """Return the top of a view that shows an entry. At an edge it jumps half a page, as scrolling repaints all."""
        first, end = self.span(entry)
        height = seen.end - seen.start
        if end - first > height:
            return max(min(seen.start, end - height), first)
        if first < seen.start or end > seen.end:
            return first - height // 2
        return seen.start


EMPTY = EntryStack((0,))


def build_stack(model: DiffModel, sheet: Sheet, widths: Sequence[int], total: int, *, wrap: bool) -> EntryStack:
    """Return the heights of the entries in columns of these widths; notes span the total and always wrap."""
    texts = [side.lines for side in model.sides]

    def height(entry: SheetEntry) -> int:
        if entry.row.note is not None:
            return len(note_lines(entry.row.note, total))
        if not wrap:
            return 1
        pairs = zip(entry.cells, widths, strict=True)
        return max((_pieces(texts[cell.side][cell.line], width) for cell, width in pairs if cell), default=1)

    return EntryStack(tuple(accumulate(map(height, sheet.entries), initial=0)))


def note_lines(note: DiffNote, width: int) -> tuple[str, ...]:
    """Return a note as lines: its author, then its text."""
    room = max(width - NOTE_INDENT, 8)
    texts = [to_display_line(line).text for line in (note.title, *note.text.split("\n"))]
    return tuple(text[piece.start : piece.end] for text in texts for piece in break_line(text, room))


def _pieces(line: str, width: int) -> int:
    if len(line) <= width and line.isascii() and "\t" not in line:
        return 1
    return len(break_line(to_display_line(line).text, width))
