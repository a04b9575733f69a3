"""A line as cells can show it: tabs as spaces, nothing that a terminal would obey, broken where it is too long."""

from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from rich.cells import cell_len, get_character_cell_size

from tui.diff.content.diff_model import TextRange
from tui.printable import REPLACEMENT

TAB = 4
LONGEST_HANG = 16


@dataclass(frozen=True, slots=True)
class DisplayLine:
    """`places` has the place of every character of the line in the text, where the two differ."""

    text: str
    places: tuple[int, ...] | None = None

    def span(self, span: TextRange) -> TextRange:
        """Characters of the line as characters of the text."""
        if self.places is None:
            return span
        last = len(self.places) - 1
        return TextRange(self.places[min(span.start, last)], self.places[min(span.end, last)])


@lru_cache(maxsize=4_000)
def to_display_line(line: str) -> DisplayLine:
    """The line as it is shown; SQL comes from anybody and may hold control sequences."""
    if line.isprintable():
        return DisplayLine(line)
    pieces: list[str] = []
    width = 0
    for char in line.removesuffix("\r"):  # half of a line's end, where files come from Windows
        piece = " " * (TAB - width % TAB) if char == "\t" else char if char.isprintable() else REPLACEMENT
        width += len(piece)
        pieces.append(piece)
    return DisplayLine("".join(pieces), tuple(accumulate(map(len, pieces), initial=0)))


@lru_cache(maxsize=4_000)
def break_line(text: str, width: int) -> tuple[TextRange, ...]:
    """The text in pieces of so many cells, broken behind a space where one is near; later pieces hang."""
    if len(text) <= width and (text.isascii() or cell_len(text) <= width):
        return (TextRange(0, len(text)),)
    pieces, start, room = [], 0, width
    while start < len(text):
        end = _fitting(text, start, room)
        if end < len(text):
            space = text.rfind(" ", start + room // 2, end)
            end = space + 1 if space > 0 else end
        pieces.append(TextRange(start, end))
        start, room = end, width - hanging_indent(text, width)
    return tuple(pieces)


def hanging_indent(text: str, width: int) -> int:
    """How far the later pieces of a text stand in."""
    indent = len(text) - len(text.lstrip())
    return max(min(indent + 2, LONGEST_HANG, width // 3), 0)


def _fitting(text: str, start: int, room: int) -> int:
    if text.isascii():
        return min(start + room, len(text))
    for place in range(start, len(text)):
        room -= get_character_cell_size(text[place])
        if room < 0:
            return max(place, start + 1)
    return len(text)
