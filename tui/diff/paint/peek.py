"""A peek at the other side of the current link, below a side that is shown alone."""

from collections.abc import Iterator
from itertools import islice

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tui.diff.content.diff_model import DiffMode, DiffRow, LinePlace, TextRange
from tui.diff.diff_state import DiffState
from tui.diff.paint.painter import LineLook, Painter, Styles
from tui.diff.sheet import DiffLayout

LEAST, MOST = 2, 8
SHARE = 4  # the divisor of the height


def peek_height(view: DiffState, height: int) -> int:
    """Return the lines of the peek, including its rule; 0 if both sides are shown or space is short."""
    alone = view.model.mode is DiffMode.LINKED and view.layout is not DiffLayout.SPLIT
    lines = min(height // SHARE, MOST)
    if not alone or lines < LEAST:
        return 0
    return lines + 1


def peek_line(view: DiffState, painter: Painter, styles: Styles, y: int, size: tuple[int, int]) -> Strip:
    """Return one line of the peek; the first is a rule with a title."""
    width, height = size
    other = 1 - view.side
    lines = None if view.link is None else view.link.lines[other]
    if y == 0:
        return _rule(_heading(view, other), width, styles("rule"))
    if lines is None:
        return Strip.blank(width, styles("text"))
    pieces = list(islice(_pieces(painter, other, lines, width), height))
    if y > len(pieces):
        return Strip.blank(width, styles("text"))
    place, piece = pieces[y - 1]
    if y == height - 1 and len(pieces) == height:
        more = Segment(f" {'':>{painter.gutter - 1}}… to line {lines.end}", styles("text") + styles("number"))
        return Strip([more]).adjust_cell_length(width, styles("text"))
    return painter.cell(DiffRow(()), place, piece, width, LineLook(plain=True))


def _pieces(painter: Painter, side: int, lines: TextRange, width: int) -> Iterator[tuple[LinePlace, int]]:
    for line in range(*lines):
        place = LinePlace(side, line)
        for piece in range(painter.pieces(place, width)):
            yield place, piece


def _heading(view: DiffState, other: int) -> str:
    link = view.link
    name = view.model.sides[other].name
    if link is None:
        return f"nothing in {name} is linked to this line"
    lines = link.lines[other]
    if lines is None:
        return f"{link.kind.glyph} {link.kind}, nothing in {name}"
    where = f"line {lines.end}" if lines.end - lines.start == 1 else f"lines {lines.start + 1} to {lines.end}"
    return f"{link.kind.glyph} {link.kind} · {name} {where}"


def _rule(heading: str, width: int, style: Style) -> Strip:
    text = f"── {heading} "
    return Strip([Segment(text + "─" * max(width - len(text), 0), style)]).adjust_cell_length(width, style)
