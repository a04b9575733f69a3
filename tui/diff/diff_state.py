"""The state of a diff: the sheet of the layout, the cursor, the highlighted link and the selected lines."""

from collections.abc import Sequence

from tui.diff.content.diff_model import DiffFinding, DiffLink, DiffMode, DiffModel, LinePlace, TextRange, nearest_index
from tui.diff.paint.painter import LineLook
from tui.diff.sheet import DiffLayout, Sheet, build_sheet

PLAIN = LineLook()


class DiffState:
    """The state of a diff without a screen: every move is a method, and `looks` returns how a line looks now."""

    def __init__(self, model: DiffModel, layout: DiffLayout, side: int = 0) -> None:
        self.model = model
        self.layout = layout
        self.side = side
        self._sheets: dict[tuple[DiffLayout, int], Sheet] = {}
        self.sheet = self._sheet(layout, side)
        self.entry = 0
        self.link: DiffLink | None = None
        self.anchor: int | None = None
        self.go(0)

    # --- where the cursor is

    @property
    def place(self) -> LinePlace:
        """The line under the cursor: of the active side, else of another, else of the line above."""
        for number in range(self.entry, -1, -1):
            cells = self.sheet.entries[number].cells
            cell = cells[self.side] if len(cells) > 1 else cells[0]
            if cell := cell or next((other for other in cells if other), None):
                return cell
        return LinePlace(self.side, 0)

    @property
    def hunk(self) -> int | None:
        """The number of the hunk under the cursor."""
        return self.sheet.entries[self.entry].row.hunk

    @property
    def findings(self) -> tuple[DiffFinding, ...]:
        """The findings of the line under the cursor."""
        place = self.place
        return tuple(finding for finding in self.model.findings if finding.place == place)

    @property
    def chosen(self) -> TextRange:
        """The selected entries: the range, else the one under the cursor."""
        if self.anchor is None:
            return TextRange(self.entry, self.entry + 1)
        return TextRange(min(self.anchor, self.entry), max(self.anchor, self.entry) + 1)

    @property
    def lines(self) -> tuple[int, TextRange]:
        """The active side, and its selected lines."""
        side = self.place.side
        cells = (cell for entry in self.sheet.entries[slice(*self.chosen)] for cell in entry.cells)
        lines = [cell.line for cell in cells if cell is not None and cell.side == side]
        lines = lines or [self.place.line]
        return side, TextRange(min(lines), max(lines) + 1)

    def text(self) -> str:
        """Return the text to copy: the range, else the highlighted link, else the line."""
        side, lines = self.lines
        whole = self.model.sides[side]
        if self.anchor is None and self.link is not None and (span := self.link.spans[side]) is not None:
            return whole.text[span.start : span.end]
        return "\n".join(whole.lines[slice(*lines)])

    # --- moves

    def go(self, entry: int) -> None:
        """Move the cursor to an entry and highlight the link of its line."""
        self.entry = max(min(entry, len(self.sheet.entries) - 1), 0)
        self.link = self.model.link_at(self.place)

    def go_to(self, place: LinePlace) -> None:
        """Move the cursor to a line of a side; if one side is shown alone, switch to it."""
        if self.model.mode is DiffMode.LINKED or self.layout is DiffLayout.SPLIT:
            self.lay(self.layout, place.side)
        self.go(self.sheet.entry_of(place))

    def light(self, link: DiffLink) -> None:
        """Move the cursor to the start of a link, on the active side if the link has a part there."""
        side = next((side for side in (self.side, 0, 1) if side < 2 and link.lines[side] is not None), 0)
        lines = link.lines[side]
        self.go_to(LinePlace(side, lines.start if lines else 0))
        self.link = link

    def lay(self, layout: DiffLayout, side: int) -> None:
        """Change the layout or the active side; the cursor stays on the same part."""
        if (layout, side) == (self.layout, self.side):
            return
        place, link = self.place, self.link
        alone = self.model.mode is DiffMode.LINKED and layout is not DiffLayout.SPLIT
        if alone or layout is not self.layout:
            self.sheet = self._sheet(layout, side)
            self.anchor = None
        self.layout, self.side = layout, side
        if alone and place.side != side and link is not None and (lines := link.lines[side]) is not None:
            place = LinePlace(side, lines.start)
        self.go(self.sheet.entry_of(self._beside(place, side) if alone else place))
        self.link = link

    def follow_links(self, way: int) -> bool:
        """Go to the next or the previous link in the order of the SQL; without links, to a hunk."""
        if self.model.mode is not DiffMode.LINKED:
            return self._follow_entries(self._hunk_entries(), way)
        number = self._link_towards(way)
        if number is None or not 0 <= number < len(self.model.links):
            return False
        self.light(self.model.links[number])
        return True

    def _link_towards(self, way: int) -> int | None:
        """Return the neighbour of the highlighted link at its head, else the first link in that direction."""
        side, line = self.place.side, self.place.line
        if self.link is not None and (lit := self.link.lines[side]) is not None and lit.start == line:
            return self.link.number + way
        heads = [(lines.start, link.number) for link in self.model.links if (lines := link.lines[side]) is not None]
        if way > 0:
            return min((head for head in heads if head[0] > line), default=(0, None))[1]
        return max((head for head in heads if head[0] < line), default=(0, None))[1]

    def follow_gaps(self, way: int) -> bool:
        """Go to the next or the previous unexplained SQL."""
        return self._follow_places(self.model.gaps, way)

    def follow_findings(self, way: int) -> bool:
        """Go to the next or the previous finding."""
        return self._follow_places(self.model.found, way)

    def follow_text(self, search: str, way: int) -> bool:
        """Go to the next line that contains a text, ignoring case; after the end the search starts over."""
        entries, wanted = self.sheet.entries, search.lower()
        for turn in range(1, len(entries) + 1):
            number = (self.entry + way * turn) % len(entries)
            cells = (cell for cell in entries[number].cells if cell is not None)
            if any(wanted in self.model.sides[cell.side].lines[cell.line].lower() for cell in cells):
                self.go(number)
                return True
        return False

    # --- how it looks

    def looks(self, number: int) -> tuple[LineLook, ...]:
        """Return how each column of an entry looks now."""
        entry, drawn = self.sheet.entries[number], self.anchor is not None
        chosen = drawn and self.chosen.start <= number < self.chosen.end
        here = number == self.entry
        same_hunk = self.hunk is not None and entry.row.hunk == self.hunk
        if not (here or chosen or same_hunk or self.link):
            return (PLAIN,) * len(entry.cells)
        look = LineLook(here, chosen, same_hunk)
        return tuple(self._look(cell, column, look) for column, cell in enumerate(entry.cells))

    def _look(self, cell: LinePlace | None, column: int, look: LineLook) -> LineLook:
        lines = self.link.lines[cell.side] if self.link and cell and cell.side < len(self.link.lines) else None
        if self.link is None or cell is None or lines is None or not lines.start <= cell.line < lines.end:
            return look
        if self.link.leaf or cell.line == lines.start:
            return look._replace(bar=True, lit=self.link.number)
        # An outer link is highlighted at its head, with a bar along the rest. A bar along the whole side is useless;
        # one in a later column is costly on a slow line, since a line of a terminal is painted from its start.
        whole = lines.end - lines.start >= len(self.model.sides[cell.side].lines) - 1
        return look._replace(bar=not whole and not column)

    # --- parts

    def _sheet(self, layout: DiffLayout, side: int) -> Sheet:
        alone = self.model.mode is DiffMode.LINKED and layout is not DiffLayout.SPLIT
        key = (layout, side if alone else 0)
        if key not in self._sheets:
            self._sheets[key] = build_sheet(self.model, layout, side)
        return self._sheets[key]

    def _beside(self, place: LinePlace, side: int) -> LinePlace:
        """Return the line of a side on the row of a line of another, or the last one above it."""
        if place.side == side:
            return place
        line = 0
        for row in self.model.rows:
            beside = row.lines[side]
            if beside is not None:
                line = beside
            if row.lines[place.side] == place.line:
                break
        return LinePlace(side, line)

    def _hunk_entries(self) -> list[int]:
        first: dict[int, int] = {}
        for number, entry in enumerate(self.sheet.entries):
            if entry.row.hunk is not None:
                first.setdefault(entry.row.hunk, number)
        return list(first.values())

    def _follow_entries(self, entries: Sequence[int], way: int) -> bool:
        index = nearest_index(entries, self.entry, way)
        if index is not None:
            self.go(entries[index])
        return index is not None

    def _follow_places(self, places: Sequence[LinePlace], way: int) -> bool:
        here = self.place
        if here.side != 0 and self.link is not None and (lines := self.link.lines[0]) is not None:
            here = LinePlace(0, lines.start)
        index = nearest_index(places, here if here.side == 0 else self._beside(here, 0), way)
        if index is not None:
            self.go_to(places[index])
        return index is not None
