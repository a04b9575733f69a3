"""The widget: draws a view line by line, and paints again only the lines that look different after a move."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.binding import BindingType
from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.diff.head import beside, head_line, search_line
from tui.diff.keys import KEYS
from tui.diff.lean import difference, lean
from tui.diff.linking import linked
from tui.diff.model import Finding, Link, Mode, Model, Place, Span
from tui.diff.painter import Painter
from tui.diff.parts import CSS, GROUNDED, PARTS
from tui.diff.peek import peek_height, peek_line
from tui.diff.search import SearchLine
from tui.diff.sheet import Layout, Stack, stack_of
from tui.diff.told import CopyAsked, HunkToggled, LineSelected, LinkChanged, Missed, Told
from tui.diff.view import View

HEAD = 1  # the line of names
PAN = 8
TWICE_SECONDS = 1.0
NOTHING = linked("", None, ())


class DiffView(ScrollView, can_focus=True):
    """A model, side by side or in one column. It never moves by itself, and a move costs the lines that changed."""

    DEFAULT_CSS = CSS
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"diff--{part}" for part in PARTS}
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    arranged: reactive[Layout] = reactive(Layout.AUTO, init=False)
    wrap: reactive[bool] = reactive(True, init=False)  # noqa: FBT003 - a value, no flag

    Told = Told
    LinkChanged = LinkChanged
    LineSelected = LineSelected
    HunkToggled = HunkToggled
    CopyAsked = CopyAsked
    Missed = Missed

    def __init__(self, model: Model = NOTHING, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._styles: dict[str, Style] = {}
        self._began_first = 0.0
        self._search = SearchLine()
        self._take(model)

    # --- what it shows

    @property
    def model(self) -> Model:
        return self._view.model

    @property
    def mode(self) -> Mode:
        return self._view.model.mode

    @property
    def link(self) -> Link | None:
        """The link that is lit."""
        return self._view.link

    @property
    def place(self) -> Place:
        """The line under the cursor; lines and sides count from 0."""
        return self._view.place

    @property
    def lines(self) -> tuple[int, Span]:
        """The side in use, and its lines that are chosen; the line under the cursor if no range is drawn."""
        return self._view.lines

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was found on the line under the cursor."""
        return self._view.findings

    def show(self, model: Model, at: Place | None = None) -> None:
        """Show a model, from its top or from a line. The side in use stays where the modes are the same."""
        side = self._view.side if model.mode is self.mode else 0
        self._take(model, side)
        self._arrange()
        self.scroll_to(y=0, animate=False)
        if at is not None:
            self._view.go_to(at)
            self._reveal()
        self.refresh()
        self._tell()

    def goto_line(self, side: int, line: int) -> None:
        """Put the cursor on a line; both count from 0."""
        with self._moving():
            self._view.go_to(Place(side, line))

    def scroll_to_link(self, number: int) -> None:
        """Put the cursor where a link begins, and light it."""
        if 0 <= number < len(self.model.links):
            with self._moving():
                self._view.light(self.model.links[number])

    def search(self, text: str) -> None:
        """Show where a text stands, and go to the next place."""
        self._search.text = self._painter.search = text
        self._painter.forget()
        self.refresh()
        if text:
            self.action_hit(1)

    def _take(self, model: Model, side: int = 0) -> None:
        self._painter = Painter(model, self._style, wrap=self.wrap)
        self._painter.search = self._search.text
        self._view = View(model, self.arranged.fits(self.size.width), min(side, len(model.sides) - 1))
        self._stack = Stack((0,))

    # --- moves

    def action_move(self, entries: int) -> None:
        if not self._read_on(entries):
            with self._moving():
                self._view.go(self._view.entry + entries)

    def action_half_page(self, halves: int) -> None:
        self._leap(halves * (self._height // 2))

    def action_page(self, pages: int) -> None:
        self._leap(pages * max(self._height - 1, 1))

    def action_first_by_two(self) -> None:
        now = time.monotonic()
        if now - self._began_first < TWICE_SECONDS:
            self.action_first()
        self._began_first = now

    def action_first(self) -> None:
        with self._moving():
            self._view.go(0)

    def action_last(self) -> None:
        with self._moving():
            self._view.go(len(self._view.sheet.entries) - 1)

    def action_link(self, way: int) -> None:
        with self._moving():
            found = self._view.follow_links(way)
        self._miss(found, way, "link" if self.mode is Mode.LINKED else "difference")

    def action_gap(self, way: int) -> None:
        with self._moving():
            found = self._view.follow_gaps(way)
        self._miss(found, way, "unexplained SQL")

    def action_finding(self, way: int) -> None:
        with self._moving():
            found = self._view.follow_findings(way)
        self._miss(found, way, "finding")

    def action_hit(self, way: int) -> None:
        if self._search.text:
            with self._moving():
                found = self._view.follow_text(self._search.text, way)
            self._miss(found, way, f"“{self._search.text}”")

    def action_search(self) -> None:
        self._search.begin()
        self.refresh(Region(0, 0, self.size.width, HEAD))

    def action_range(self) -> None:
        """Begin a range of lines at the cursor, or let go of it."""
        with self._moving():
            self._view.anchor = self._view.entry if self._view.anchor is None else None

    def action_copy(self) -> None:
        self.post_message(self.CopyAsked(self._view.text()))

    def action_hunk(self) -> None:
        """Take the hunk under the cursor; again: leave it; again: open."""
        number = self._view.hunk
        if number is None or len(self.model.sides) != 2 or self.mode is not Mode.COMPARE:
            return
        hunk = self.model.hunk(number)
        model = self.model.marked(number, accepted={None: True, True: False, False: None}[hunk.accepted])
        self._view.model = self._painter.model = model
        self._painter.forget()
        self.refresh()
        self.post_message(self.HunkToggled(model.hunk(number)))

    def action_other_side(self) -> None:
        """Go over to the other side: the cursor goes there, and where one is shown alone it is that one."""
        self._lay(self._view.layout, (self._view.side + 1) % len(self.model.sides))

    def action_next_layout(self) -> None:
        self.arranged = Layout.UNIFIED if self._view.layout is Layout.SPLIT else Layout.SPLIT

    def action_wrap(self) -> None:
        self.wrap = not self.wrap

    def action_pan(self, way: int) -> None:
        """Move lines that are not broken sideways."""
        if not self.wrap:
            self._painter.pan = max(self._painter.pan + way * PAN, 0)
            self._painter.forget()
            self.refresh()

    def watch_arranged(self) -> None:
        self._lay(self.arranged.fits(self.size.width), self._view.side)

    def watch_wrap(self) -> None:
        self._painter.wrap, self._painter.pan = self.wrap, 0
        self._painter.forget()
        self._arrange()
        self._reveal()
        self.refresh()

    def _lay(self, layout: Layout, side: int) -> None:
        self._view.lay(layout, side)
        self._painter.forget()
        self._arrange()
        self._reveal()
        self.refresh()
        self._tell()

    def _leap(self, lines: int) -> None:
        """Move view and cursor alike, so that the cursor stays on its line of the screen."""
        if self._read_on(lines):
            return
        here, tops, last = self._view.entry, self._stack.tops, len(self._view.sheet.entries) - 1
        at = self._stack.entry_at(tops[here] + lines)
        entry = at[0] if at else last if lines > 0 else 0
        if entry == here:  # it is as high as the leap is long
            entry = min(here + 1, last) if lines > 0 else max(here - 1, 0)
        with self._moving():
            self._scroll_lines(round(self.scroll_y) + tops[entry] - tops[here])
            self._view.go(entry)

    def _read_on(self, way: int) -> bool:
        """Show more of a line that is higher than the view, before the cursor leaves it; whether there was more."""
        top, height = round(self.scroll_y), self._height
        first, end = self._stack.tops[self._view.entry : self._view.entry + 2]
        if end - first <= height or (end <= top + height if way > 0 else first >= top):
            return False
        self._scroll_lines(min(top + height - 1, end - height) if way > 0 else max(top - height + 1, first))
        return True

    def _miss(self, found: object, way: int, what: str) -> None:
        if not found:
            self.post_message(self.Missed(f"No {what} {'further down' if way > 0 else 'further up'}."))

    # --- painting

    def render_line(self, y: int) -> Strip:
        width = self._width
        if y < HEAD:
            if self._search.typing:
                return search_line(self._search.text, self._style, width)
            return head_line(self._view, self._style, self._columns(width))
        if y >= HEAD + self._height:
            peek = peek_height(self._view, self.size.height)
            return peek_line(self._view, self._painter, self._style, y - HEAD - self._height, (width, peek))
        at = self._stack.entry_at(round(self.scroll_y) + y - HEAD)
        return Strip.blank(width, self._style("text")) if at is None else self._entry(*at, width)

    def _entry(self, number: int, piece: int, width: int) -> Strip:
        entry, looks = self._view.sheet.entries[number], self._view.looks(number)
        if entry.row.note is not None:
            return self._painter.note(entry.row.note, piece, width, looks[0])
        if len(entry.cells) == 1 and entry.cells[0] is not None:
            return self._painter.cell(entry.row, entry.cells[0], piece, width, looks[0])
        strips = [
            self._painter.cell(entry.row, cell, piece, cells, look) if cell else self._painter.blank(cells, look)
            for cell, look, cells in zip(entry.cells, looks, self._columns(width), strict=True)
        ]
        return lean(Strip.join(beside(strips, self._style)))

    def _columns(self, width: int) -> list[int]:
        """The cells of each column; what cannot be shared goes to the first."""
        count = self._view.sheet.columns
        cells = (width - (count - 1)) // count
        return [width - (count - 1) - cells * (count - 1), *[cells] * (count - 1)]

    def _style(self, part: str) -> Style:
        style = self._styles.get(part)
        if style is None:
            style = self._styles[part] = self.rich_style if part == "text" else self._part(part)
        return style

    def _part(self, part: str) -> Style:
        """What a part adds; a colour that depends on the ground below it is worked out for ours."""
        own = self.get_component_rich_style(f"diff--{part}", partial=True)
        whole = self.get_component_rich_style(f"diff--{part}")
        style = own + Style(color=whole.color if own.color else None, bgcolor=whole.bgcolor if own.bgcolor else None)
        return self.rich_style + style if part in GROUNDED else style

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.clear()
        self._painter.forget()

    # --- the lines of the screen

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _height(self) -> int:
        """The lines between the names and the peek."""
        return max(self.size.height - HEAD - peek_height(self._view, self.size.height), 1)

    def _arrange(self) -> None:
        """Work out again how high everything stands."""
        view, total = self._view, self._width
        widths = [max(cells - self._painter.gutter, 4) for cells in self._columns(total)]
        self._stack = stack_of(view.model, view.sheet, widths, total, wrap=self.wrap)
        below = self.size.height - self._height
        self.virtual_size = Size(self.size.width, self._stack.height + below)

    @contextmanager
    def _moving(self) -> Iterator[None]:
        """Let a move happen, then paint the cells that look different and tell what changed."""
        before, top, link, lines = self._seen(), round(self.scroll_y), self.link, self.lines
        yield
        self._reveal()
        if round(self.scroll_y) == top:  # else all of it is painted
            for number, (old, new) in enumerate(zip(before, self._seen(), strict=True)):
                if (cells := difference(old, new)) is not None:
                    self.refresh(Region(cells.start, number, cells.end - cells.start, 1))
        if self.lines != lines:
            self.post_message(self.LineSelected(*self.lines))
        if self.link is not link:
            self.post_message(self.LinkChanged(self.link))

    def _seen(self) -> list[Strip]:
        return [self.render_line(number) for number in range(self.size.height)]

    def _reveal(self) -> None:
        """Bring the cursor into view. At an edge the view jumps by half a page: a scroll repaints every line."""
        top, height = round(self.scroll_y), self._height
        first, end = self._stack.tops[self._view.entry : self._view.entry + 2]
        if end - first > height:
            self._scroll_lines(max(min(top, end - height), first))
        elif first < top or end > top + height:
            self._scroll_lines(first - height // 2)

    def _scroll_lines(self, top: int) -> None:
        self.scroll_to(y=max(min(top, self._stack.height - self._height), 0), animate=False)

    def _tell(self) -> None:
        self.post_message(self.LineSelected(*self.lines))
        self.post_message(self.LinkChanged(self.link))

    def on_resize(self) -> None:
        self._view.lay(self.arranged.fits(self.size.width), self._view.side)
        self._painter.forget()
        self._arrange()
        self._reveal()

    def on_click(self, event: events.Click) -> None:
        at = self._stack.entry_at(round(self.scroll_y) + event.y - HEAD)
        if at is None or not HEAD <= event.y < HEAD + self._height:
            return
        entry = self._view.sheet.entries[at[0]]
        widths = self._columns(self._width)
        column = next((number for number in range(len(widths)) if event.x < sum(widths[: number + 1]) + number + 1), 0)
        with self._moving():
            if len(entry.cells) > 1:
                self._view.side = column
            self._view.go(at[0])

    def on_key(self, event: events.Key) -> None:
        """While a search is typed all keys are its own; otherwise only the one that lets go."""
        if self._search.typing:
            event.stop()
            event.prevent_default()
            done = self._search.press(event.key, event.character if event.is_printable else None)
            self.refresh(Region(0, 0, self.size.width, HEAD))
            if done:
                self.search(self._search.text)
        elif event.key == "escape" and (self._view.anchor is not None or self._search.text):
            event.stop()
            event.prevent_default()
            with self._moving():
                self._view.anchor = None
            self.search("")
