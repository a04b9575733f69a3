"""Paint lines as strips: a gutter, the text with its syntax, and highlights on top."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual.cache import LRUCache
from textual.strip import Strip

from tui.diff.content.changed_words import find_changed_words
from tui.diff.content.diff_model import DiffLink, DiffMode, DiffModel, DiffNote, DiffRow, LinePlace, TextRange
from tui.diff.content.link_kinds import UNEXPLAINED
from tui.diff.paint.display_line import DisplayLine, break_line, hanging_indent, to_display_line
from tui.diff.paint.entry_stack import NOTE_INDENT, note_lines
from tui.diff.paint.strip_diff import merge_styles
from tui.diff.paint.syntax import Syntax

CURSOR, CHOSEN, BAR = "▌", "*", "┃"
RULE = "│"
SIGNS = ("-", "+", "*")
TAKEN, LEFT = "✓", "✗"
MORE = "…"  # marks a line that continues beyond the edge
STRIPS = 2_000

Styles = Callable[[str], Style]


class LineLook(NamedTuple):
    """How a line is marked; `lit` is the link whose characters are highlighted, `plain` turns off the syntax."""

    cursor: bool = False
    chosen: bool = False
    bar: bool = False
    lit: int | None = None
    plain: bool = False


class StyleLayer(NamedTuple):
    """Characters of a displayed text with a style on top."""

    start: int
    end: int
    style: Style


class Painter:
    """Paints the lines of one model, with a cache of painted lines."""

    def __init__(self, model: DiffModel, styles: Styles, *, wrap: bool) -> None:
        self.model = model
        self.wrap = wrap
        self.pan = 0
        self.search = ""
        self._style = styles
        self._syntax = tuple(Syntax(side) for side in model.sides)
        self._strips: LRUCache[tuple[object, ...], Strip] = LRUCache(STRIPS)
        self._digits = max(2, *(len(str(len(side.lines))) for side in model.sides))
        self._signs = 1 if model.mode is DiffMode.LINKED else 2

    @property
    def gutter(self) -> int:
        """The cells before the text: a mark, the number, the sign. The same on all sides, which may share a column."""
        return 1 + self._digits + 1 + self._signs + 1

    def forget(self) -> None:
        """Drop the cache, so that everything is painted again."""
        self._strips.clear()

    def pieces(self, place: LinePlace, width: int) -> int:
        """Return the number of lines that a line takes in a column of this width."""
        room = max(width - self.gutter, 4)
        text = to_display_line(self.model.sides[place.side].lines[place.line]).text
        if not self.wrap:
            return 1
        return len(break_line(text, room))

    def cell(self, row: DiffRow, place: LinePlace, piece: int, width: int, look: LineLook) -> Strip:
        """Return one line of a column; `piece` counts the lines of a wrapped one."""
        key = (place, piece, width, look, row.hunk)
        strip = self._strips.get(key)
        if strip is None:
            strip = self._strips[key] = self._paint(row, place, piece, width, look)
        return strip

    def blank(self, width: int, look: LineLook) -> Strip:
        """Return an empty line of a column."""
        style = self._ground(look)
        mark = self._mark(look, style)
        return merge_styles((mark, Segment(" " * (width - 1), style)))

    def note(self, note: DiffNote, piece: int, width: int, look: LineLook) -> Strip:
        """Return one line of a note; a rule on its left separates it from the text."""
        lines = note_lines(note, width)
        style = self._style("note") + (self._style("cursor") if look.cursor else Style.null())
        title = style + self._style(f"note-{note.kind}")
        text = Segment(lines[piece] if piece < len(lines) else "", style if piece else title)
        segments = [self._mark(look, style), Segment(" " * (NOTE_INDENT - 3) + "▏ ", title), text]
        return merge_styles(Strip(segments).adjust_cell_length(width, style))

    # --- one line

    def _paint(self, row: DiffRow, place: LinePlace, piece: int, width: int, look: LineLook) -> Strip:
        line = self.model.sides[place.side].lines[place.line]
        text = to_display_line(line)
        room = max(width - self.gutter, 4)
        pieces = break_line(text.text, room) if self.wrap else (self._window(text.text, room),)
        ground = self._ground(look) + self._side_style(row, place)
        if piece >= len(pieces):
            return self.blank(width, look)
        span = pieces[piece]
        inset = hanging_indent(text.text, room) if piece else 0
        segments = list(self._gutter(row, place, piece, look, ground))
        if inset:
            segments.append(Segment(" " * inset, ground))
        segments.extend(_layered(text.text, span, ground, self._layers(row, place, line, text, look)))
        strip = Strip(segments)
        if not self.wrap and strip.cell_length > width:
            strip = Strip([*strip.crop(0, width - 1), Segment(MORE, ground + self._style("number"))])
        return merge_styles(strip.adjust_cell_length(width, ground))

    def _window(self, text: str, room: int) -> TextRange:
        """Return the visible part of a line that is not wrapped, and one more character if it continues."""
        return TextRange(min(self.pan, len(text)), min(self.pan + room + 1, len(text)))

    def _gutter(self, row: DiffRow, place: LinePlace, piece: int, look: LineLook, ground: Style) -> Iterator[Segment]:
        yield self._mark(look, ground)
        digits, number = self._digits, ground + self._style("number")
        if piece:
            yield Segment(" " * (digits + self._signs + 2), ground)
            return
        yield Segment(f"{place.line + 1:>{digits}} ", number)
        sign, name = self._sign(row, place)
        yield Segment(f"{sign:<{self._signs}} ", ground + self._style(name))

    def _mark(self, look: LineLook, ground: Style) -> Segment:
        if look.cursor:
            return Segment(CURSOR, ground + self._style("mark"))
        if look.chosen:
            return Segment(CHOSEN, ground + self._style("mark"))
        if look.bar:
            return Segment(BAR, ground + self._style("mark"))
        return Segment(" ", ground)

    def _sign(self, row: DiffRow, place: LinePlace) -> tuple[str, str]:
        if self.model.mode is DiffMode.LINKED:
            kind = self.model.marks[place.side].get(place.line)
            if kind is not None:
                return kind.glyph, kind.value
            if place.side == 0 and place.line in self.model.bare:
                return UNEXPLAINED, "raw"
            return " ", "number"
        if row.hunk is None:
            return " ", "number"
        accepted = self.model.hunk(row.hunk).accepted
        answer = {None: "", True: TAKEN, False: LEFT}[accepted]
        if not self._differs(row, place):
            return " " + answer, "number"
        return SIGNS[place.side] + answer, ("removed-sign", "added-sign", "own-sign")[place.side]

    def _ground(self, look: LineLook) -> Style:
        style = self._style("text")
        if look.chosen:
            style += self._style("chosen")
        if look.cursor:
            style += self._style("cursor")
        return style

    def _side_style(self, row: DiffRow, place: LinePlace) -> Style:
        if not self._differs(row, place):
            return Style.null()
        return self._style(("removed", "added", "own")[place.side])

    def _differs(self, row: DiffRow, place: LinePlace) -> bool:
        """Return whether a line of a hunk differs from the line beside it."""
        if row.hunk is None or self.model.mode is DiffMode.LINKED:
            return False
        others = range(1, len(row.lines)) if place.side == 0 else (0,)
        texts = [None if (line := row.lines[side]) is None else self.model.sides[side].lines[line] for side in others]
        return any(text != self.model.sides[place.side].lines[place.line] for text in texts)

    # --- highlights

    def _layers(
        self, row: DiffRow, place: LinePlace, line: str, text: DisplayLine, look: LineLook
    ) -> Iterator[StyleLayer]:
        for word in () if look.plain else self._syntax[place.side].words(place.line):
            yield StyleLayer(*text.span(TextRange(word.start, word.end)), self._style(word.tone))
        if look.lit is not None:
            span = self._lit(self.model.links[look.lit], place)
            yield StyleLayer(*text.span(span), self._style("lit"))
        for span in self._changed(row, place, line):
            yield StyleLayer(*text.span(span), self._style("changed"))
        for span in find_hits(text.text, self.search):
            yield StyleLayer(*span, self._style("hit"))

    def _lit(self, link: DiffLink, place: LinePlace) -> TextRange:
        span = link.spans[place.side]
        if span is None:
            return TextRange(0, 0)
        return self.model.sides[place.side].part(span, place.line)

    def _changed(self, row: DiffRow, place: LinePlace, line: str) -> tuple[TextRange, ...]:
        if row.hunk is None or self.model.mode is DiffMode.LINKED:
            return ()
        for side, other in enumerate(row.lines):
            if other is not None and (side == 0) != (place.side == 0):
                text = self.model.sides[side].lines[other]
                return find_changed_words(line, text)[0] if place.side == 0 else find_changed_words(text, line)[1]
        return ()


def find_hits(text: str, search: str) -> Iterator[TextRange]:
    """Yield the matches of a search, ignoring case."""
    if not search:
        return
    low, wanted = text.lower(), search.lower()
    place = low.find(wanted)
    while place >= 0:
        yield TextRange(place, place + len(wanted))
        place = low.find(wanted, place + len(wanted))


def _layered(text: str, span: TextRange, ground: Style, layers: Iterator[StyleLayer]) -> Iterator[Segment]:
    """Yield a piece of a text, cut where a style begins or ends; later layers are on top."""
    within = [layer for layer in layers if layer.start < span.end and layer.end > span.start]
    ends = {min(max(end, span.start), span.end) for layer in within for end in (layer.start, layer.end)}
    cuts = sorted({*span, *ends})
    for start, end in pairwise(cuts):
        style = ground
        for layer in within:
            if layer.start <= start < layer.end:
                style += layer.style
        yield Segment(text[start:end], style)
