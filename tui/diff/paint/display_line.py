"""A line as it is displayed: tabs as spaces, control characters replaced, wrapped where it is too long."""

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
    """A displayed text; `places` has the position of every character of the line in it, if they differ."""

    text: str
    places: tuple[int, ...] | None = None

    def span(self, span: TextRange) -> TextRange:
        """Convert characters of the line to characters of the text."""
        if self.places is None:
            return span
        last = len(self.places) - 1
        return TextRange(self.places[min(span.start, last)], self.places[min(span.end, last)])


@lru_cache(maxsize=4_000)
def to_display_line(line: str) -> DisplayLine:
    """Return a line as it is displayed; SQL is untrusted and may contain control sequences."""
    if line.isprintable():
        return DisplayLine(line)
    pieces: list[str] = []
    width = 0
    for char in line.removesuffix("\r"):  # half of a line end in files from Windows
        piece = _displayed(char, width)
        width += len(piece)
        pieces.append(piece)
    return DisplayLine("".join(pieces), tuple(accumulate(map(len, pieces), initial=0)))


def _displayed(char: str, width: int) -> str:
    if char == "\t":
        return " " * (TAB - width % TAB)
    return char if char.isprintable() else REPLACEMENT


@lru_cache(maxsize=4_000)
def break_line(text: str, width: int) -> tuple[TextRange, ...]:
    """Return the text in pieces of this many cells, broken after a space if one is near; later pieces are indented."""
    if len(text) <= width and (text.isascii() or cell_len(text) <= width):
        return (TextRange(0, len(text)),)
    pieces, start, room = [], 0, width
    while start < len(text):
        end = _fitting(text, start, room)
        if end < len(text):
            space = text.rfind(" ", start + room // 2, end)
            if space > 0:
                end = space + 1
        pieces.append(TextRange(start, end))
        start, room = end, width - hanging_indent(text, width)
    return tuple(pieces)


def hanging_indent(text: str, width: int) -> int:
    """Return the indentation of the later pieces of a text."""
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
