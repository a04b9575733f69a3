"""A list of any length: only the windows around the cursor are at hand, and a move repaints two lines."""

import time
from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from textwrap import wrap
from typing import ClassVar, Generic, Protocol, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from daemon.client import ClientError
from daemon.wire.errors import WireError
from tui.marks import Tone
from tui.widgets.choosing import EVERYTHING, NOTHING, Choice
from tui.widgets.column import GAP, Cell, Column, fitted, shown
from tui.widgets.windows import WINDOW, Windows

Item = TypeVar("Item")
HEAD = 1  # the line of titles
NOTICE = 3  # the cells beside what an empty list says
EDGE = 2  # the marks before the first column: the cursor's and the choice's
TWICE_SECONDS = 1.0
CURSOR, CHOSEN, LATER = "▌", "*", Cell("…", Tone.QUIET)


class Page(Protocol[Item]):
    """A window of a list, as the daemon gives it."""

    @property
    def items(self) -> Sequence[Item]: ...

    @property
    def total(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Source(Generic[Item]):
    """Where rows come from. `fetch` takes an offset and a limit; `key` tells rows apart over a refresh."""

    fetch: Callable[[int, int], Awaitable[Page[Item]]]
    key: Callable[[Item], Hashable]
    columns: Sequence[Column[Item]]
    is_log: bool = False  # rows come at the top, and a cursor there stays there


class Rows(ScrollView, Generic[Item], can_focus=True):
    """The list. Its cursor stays on its item when the list changes, and on its place when the item is gone."""

    DEFAULT_CSS = """
    Rows {
        height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
        & > .rows--cursor { background: $surface-lighten-2; }
        & > .rows--quiet { color: $foreground-muted; }
        & > .rows--accent { color: $accent; }
        & > .rows--good { color: $success; }
        & > .rows--warn { color: $warning; }
        & > .rows--bad { color: $error; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor", *(f"rows--{tone}" for tone in Tone)}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "down", id="rows.down", show=False),
        Binding("k,up", "move(-1)", "up", id="rows.up", show=False),
        Binding("ctrl+d", "half_page(1)", "half a page down", id="rows.half_down", show=False),
        Binding("ctrl+u", "half_page(-1)", "half a page up", id="rows.half_up", show=False),
        Binding("pagedown,ctrl+f", "page(1)", "a page down", id="rows.page_down", show=False),
        Binding("pageup,ctrl+b", "page(-1)", "a page up", id="rows.page_up", show=False),
        Binding("g", "first_by_two", "top (twice)", id="rows.top", show=False),
        Binding("home", "first", "top", id="rows.home", show=False),
        Binding("G,end", "last", "bottom", id="rows.bottom", show=False),
        Binding("enter", "open", "open", id="rows.open"),
        Binding("space", "choose", "select", id="rows.select", show=False),
        Binding("v", "range", "select a range", id="rows.range", show=False),
        Binding("asterisk", "choose_all", "select all", id="rows.all", show=False),
    ]

    class Moved(Message):
        """The cursor stands on another item, or its item changed."""

        def __init__(self, rows: "Rows") -> None:
            super().__init__()
            self.rows = rows

        @property
        def control(self) -> "Rows":
            return self.rows

    class Opened(Moved):
        """The item under the cursor is to be opened."""

    class Chosen(Moved):
        """Other rows are chosen."""

    def __init__(self, source: Source[Item], empty: str = "") -> None:
        self._tones: dict[Tone, Style] = {}
        super().__init__()
        self.source = source
        self.empty = empty  # what a list without a row says: what to do
        self.choice = NOTHING
        self.place = 0
        self._windows: Windows[Item] = Windows(source.key)
        self._loading: set[int] = set()
        self._anchor: int | None = None
        self._began_first = 0.0
        self._opening = False
        self.loaded = False

    # --- what is there

    @property
    def total(self) -> int:
        """How many rows the list has."""
        return self._windows.total

    @property
    def current(self) -> Item | None:
        """The item under the cursor, once it is at hand."""
        return self._windows[self.place] if self.place < self.total else None

    @property
    def chosen(self) -> Choice:
        """What is chosen, the range that is being drawn with it."""
        return self.choice if self._anchor is None else self.choice.joined(self._keys_of_range())

    async def chosen_keys(self) -> set[Hashable]:
        """The keys of all chosen rows; windows of a range that are not at hand are read."""
        if self._anchor is not None:
            self.choice, self._anchor = self.choice.joined(await self._keys_between(self._anchor, self.place)), None
        if not self.choice.all:
            return set(self.choice.keys)
        return await self._keys_between(0, self.total - 1) - self.choice.keys

    async def _keys_between(self, one: int, other: int) -> set[Hashable]:
        first, last = min(one, other), max(one, other)
        keys: set[Hashable] = set()
        for offset in range(first - first % WINDOW, last + 1, WINDOW):
            page = await self.source.fetch(offset, WINDOW)
            keys |= {self.source.key(item) for item in page.items[max(first - offset, 0) : last - offset + 1]}
        return keys

    def change(self, source: Source[Item]) -> None:
        """Show another list, from its top."""
        self.source = source
        self.place, self._anchor, self.choice = 0, None, NOTHING
        self._windows = Windows(source.key)
        self.loaded = False
        self.scroll_to(y=0, animate=False)

    def clear_choice(self) -> None:
        """Choose nothing; an act is over, or was called off."""
        self.choice, self._anchor = NOTHING, None
        self.refresh()
        self.post_message(self.Chosen(self))

    # --- fetching

    async def reload(self) -> None:
        """Read again what is visible; lines that did not change are not painted again."""
        source, height = self.source, self._height
        top = max(round(self.scroll_y), 0)
        fresh: Windows[Item] = Windows(source.key)
        for number in range(top // WINDOW, (top + height) // WINDOW + 1):
            page = await source.fetch(number * WINDOW, WINDOW)
            fresh.put(number, page.items, page.total)
        if source is self.source:
            self._replace(fresh)

    def _replace(self, fresh: Windows[Item]) -> None:
        before, place, top = self._lines(), self.place, round(self.scroll_y)
        item = None if self.source.is_log and not place else self.current
        self._windows, self._loading, was_loaded = fresh, set(), self.loaded
        self.loaded = True
        found = None if item is None else fresh.place_of(self.source.key(item), place)
        self.place = min(place if found is None else found, max(fresh.total - 1, 0))
        self._resize()
        if self.place != place and top:  # at the very top what comes is to be seen
            self.scroll_to(y=max(top + self.place - place, 0), animate=False)
        if not was_loaded or not fresh.total:
            self.refresh()
        for line, (old, new) in enumerate(zip(before, self._lines(), strict=True)):
            if old != new:
                self.refresh_line(round(self.scroll_y) + HEAD + line)
        self._show()
        self._fetch_missing()
        self.post_message(self.Moved(self))
        self._open_late()

    def _lines(self) -> list[tuple[Item | None, bool]]:
        top = round(self.scroll_y)
        return [(self._windows[place], place == self.place) for place in range(top, top + self._height)]

    def _fetch_missing(self) -> None:
        if not self.loaded:
            return
        top = round(self.scroll_y)
        for number in self._windows.missing(top, top + self._height):
            if number not in self._loading:
                self._loading.add(number)
                self.run_worker(self._fetch(number), group="windows")

    async def _fetch(self, number: int) -> None:
        source, windows = self.source, self._windows
        try:
            page = await source.fetch(number * WINDOW, WINDOW)
        except (ClientError, WireError):  # it is asked for again when the list moves, or is read anew
            self._loading.discard(number)
            return
        if windows is not self._windows:
            return
        windows.put(number, page.items, page.total)
        self._loading.discard(number)
        self._resize()
        top = round(self.scroll_y)
        if number * WINDOW < top + self._height and top < (number + 1) * WINDOW:
            self.refresh()
        if self.place // WINDOW == number:
            self.post_message(self.Moved(self))
            self._open_late()

    # --- the cursor

    def go(self, place: int) -> None:
        """Put the cursor on a place, and bring it into view."""
        self._opening = False
        last = self.total - 1 if self.loaded else place  # a list that is still being read may well be so long
        place = max(min(place, last), 0)
        if place == self.place:
            return
        old, self.place = self.place, place
        if self._anchor is not None:
            self._repaint(min(old, place, self._anchor), max(old, place, self._anchor))
            self.post_message(self.Chosen(self))
        self._repaint(old, old)
        self._repaint(place, place)
        self._show()
        self._fetch_missing()
        self.post_message(self.Moved(self))

    def go_to(self, key: Hashable, near: int) -> None:
        """Put the cursor on an item; if it is not at hand, on the place where it should be."""
        place = self._windows.place_of(key, near)
        self.go(near if place is None else place)

    def action_move(self, rows: int) -> None:
        self.go(self.place + rows)

    def action_half_page(self, halves: int) -> None:
        self.go(self.place + halves * (self._height // 2))

    def action_page(self, pages: int) -> None:
        self.scroll_to(y=max(round(self.scroll_y) + pages * self._height, 0), animate=False)
        self.go(self.place + pages * self._height)

    def action_first_by_two(self) -> None:
        now = time.monotonic()
        if now - self._began_first < TWICE_SECONDS:
            self.action_first()
        self._began_first = now

    def action_first(self) -> None:
        self.go(0)

    def action_last(self) -> None:
        self.go(self.total - 1)

    def action_open(self) -> None:
        """Open the item under the cursor; one that is still being read is opened once it is there."""
        self._opening = self.current is None and (not self.loaded or self.place < self.total)
        if self.current is not None:
            self.post_message(self.Opened(self))

    def _open_late(self) -> None:
        if self._opening and self.current is not None:
            self.action_open()

    # --- choosing

    def action_choose(self) -> None:
        """Turn one row's choice over, or end the range that is being drawn; the cursor goes on."""
        if self._anchor is not None:
            self.action_range()
        elif self.current is not None:
            self.choice = self.choice.toggled(self.source.key(self.current))
            self._repaint(self.place, self.place)
            self.go(self.place + 1)
            self.post_message(self.Chosen(self))

    def action_range(self) -> None:
        """Begin a range at the cursor, or take what it spans into the choice."""
        if self._anchor is None:
            self._anchor = self.place
        else:
            self.choice, self._anchor = self.chosen, None
        self._repaint(self.place, self.place)
        self.post_message(self.Chosen(self))

    def action_choose_all(self) -> None:
        """Choose everything that the list finds, or nothing if that is so already."""
        self.choice, self._anchor = NOTHING if self.choice == EVERYTHING else EVERYTHING, None
        self.refresh()
        self.post_message(self.Chosen(self))

    def _keys_of_range(self) -> set[Hashable]:
        anchor = self.place if self._anchor is None else self._anchor
        items = (self._windows[place] for place in range(min(anchor, self.place), max(anchor, self.place) + 1))
        return {self.source.key(item) for item in items if item is not None}

    # --- painting

    def render_line(self, y: int) -> Strip:
        width, base = self.scrollable_content_region.width, self.rich_style
        if y < HEAD:
            return self._titles(width, base)
        place = round(self.scroll_y) + y - HEAD
        if self.loaded and not self.total:
            return self._notice(y, width, base)
        if place >= self.total:
            return Strip.blank(width, base)
        return self._row(place, width, base)

    def _row(self, place: int, width: int, base: Style) -> Strip:
        item, here = self._windows[place], place == self.place
        if here and self.has_focus:
            base += self._cursor
        elif here:
            base += Style(bold=True)
        chosen = item is not None and self.source.key(item) in self.chosen
        edge = (CURSOR if here else " ") + (CHOSEN if chosen else " ")
        segments = [Segment(edge, base + self._tone(Tone.ACCENT))]
        for column, cells in shown(self.source.columns, width - EDGE):
            cell = LATER if item is None else column.cell(item)
            text = fitted(cell.text, cells, right=column.right) + " " * GAP
            segments.append(Segment(text, base + self._tone(cell.tone)))
        return Strip(segments).simplify().adjust_cell_length(width, base)

    def _titles(self, width: int, base: Style) -> Strip:
        columns = shown(self.source.columns, width - EDGE)
        titles = (" " * GAP).join(fitted(column.title, cells, right=column.right) for column, cells in columns)
        return Strip([Segment(fitted(" " * EDGE + titles, width), base + self._tone(Tone.QUIET))], width)

    def _notice(self, y: int, width: int, base: Style) -> Strip:
        """What to do, where an empty list would say nothing."""
        lines = [piece for line in self.empty.splitlines() for piece in wrap(line, max(width - NOTICE, 8))]
        line = lines[y - HEAD - 1] if 0 <= y - HEAD - 1 < len(lines) else ""
        return Strip([Segment(fitted("  " + line, width), base + self._tone(Tone.QUIET))], width)

    def _tone(self, tone: Tone) -> Style:
        """A tone's colour alone, so that it goes on any background."""
        if tone not in self._tones:
            self._tones[tone] = Style(color=self.get_component_rich_style(f"rows--{tone}").color)
        return self._tones[tone]

    @property
    def _cursor(self) -> Style:
        return Style(bgcolor=self.get_component_rich_style("rows--cursor").bgcolor)

    def notify_style_update(self) -> None:
        self._tones.clear()
        super().notify_style_update()

    def _repaint(self, first: int, last: int) -> None:
        """Paint these places again, as far as they are visible."""
        top = round(self.scroll_y)
        first, last = max(first, top), min(last, top + self._height - 1)
        if first <= last:
            self.refresh_lines(first + HEAD, last - first + 1)

    # --- the view

    @property
    def _height(self) -> int:
        return max(self.size.height - HEAD, 1)

    def _resize(self) -> None:
        size = Size(self.size.width, self.total + HEAD)
        if size != self.virtual_size:
            self.virtual_size = size

    def _show(self) -> None:
        """Bring the cursor into view. At an edge the view jumps by half a page: a scroll repaints every line."""
        top, height = round(self.scroll_y), self._height
        if top <= self.place < top + height:
            return
        near = self.place - (height // 2 if self.place >= top + height else (height - 1) // 2)
        far = abs(self.place - top) > 2 * height
        top = self.place - height // 2 if far else near
        self.scroll_to(y=max(min(top, self.total - height), 0), animate=False)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        self._fetch_missing()

    def on_resize(self) -> None:
        self._resize()
        self._show()
        self._fetch_missing()

    def on_focus(self) -> None:
        self._repaint(self.place, self.place)

    def on_blur(self) -> None:
        self._repaint(self.place, self.place)

    def on_click(self, event: events.Click) -> None:
        place = round(self.scroll_y) + event.y - HEAD
        if event.y < HEAD or place >= self.total:
            return
        self.go(place)
        if event.chain > 1:
            self.action_open()
