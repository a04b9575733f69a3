"""A list of any length: only the windows around the cursor are loaded, and a move repaints two lines."""

from collections.abc import Hashable
from typing import ClassVar, Generic, TypeVar

from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from daemon.client import ClientError
from daemon.wire.errors import WireError
from tui.appearance.badges import Tone
from tui.lists.row_cache import WINDOW, RowCache
from tui.lists.row_painter import RowMarks, RowPainter
from tui.lists.row_source import RowSource

Item = TypeVar("Item")
HEAD = 1  # the line of titles


class CursorMoved(Message, namespace="row_list"):
    """The cursor is on another item, or its item changed."""

    def __init__(self, rows: "ListPane") -> None:
        super().__init__()
        self.rows = rows


class TitleClicked(CursorMoved, namespace="row_list"):
    """The title of a column was clicked; `field` is the word that sorts by it."""

    def __init__(self, rows: "ListPane", field: str) -> None:
        super().__init__(rows)
        self.field = field


class ListPane(ScrollView, Generic[Item]):
    """The cursor stays on its item when the list changes, and on its place when the item is gone."""

    DEFAULT_CSS = """
    ListPane {
        height: 1fr; overflow-x: hidden; overflow-y: auto; scrollbar-size-vertical: 1;
        & > .rows--cursor { background: $surface-lighten-2; }
        & > .rows--quiet { color: $foreground-muted; }
        & > .rows--accent { color: $accent; }
        & > .rows--midway { color: $unit-midway; }
        & > .rows--asked { color: $unit-asked; }
        & > .rows--good { color: $success; }
        & > .rows--warn { color: $warning; }
        & > .rows--bad { color: $error; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--cursor", *(f"rows--{tone}" for tone in Tone)}

    def __init__(self, source: RowSource[Item], empty: str = "") -> None:
        self._painter = RowPainter(self)
        super().__init__()
        self.source = source
        self.empty = empty  # what an empty list shows
        self.place = 0
        self._windows: RowCache[Item] = RowCache(source.key)
        self._loading: set[int] = set()
        self.loaded = False
        self._held = False

    # --- contents

    @property
    def total(self) -> int:
        """The number of rows in the list."""
        return self._windows.total

    @property
    def current(self) -> Item | None:
        """The item under the cursor, once it has been read."""
        if self._held or self.place >= self.total:
            return None
        return self._windows[self.place]

    def is_selected(self, item: Item) -> bool:  # noqa: ARG002 - for lists with a selection
        """Return whether a row is selected."""
        return False

    def change(self, source: RowSource[Item]) -> None:
        """Show another list from its top."""
        self.source = source
        self.place = 0
        self._painter.forget_widths()
        self._windows = RowCache(source.key)
        self.loaded = self._held = False
        self.scroll_to(y=0, animate=False)

    def hold(self) -> None:
        """Ignore keys while another list is being read; this one stays on the screen meanwhile."""
        self._held = True

    def release(self) -> None:
        """Keep this list: its keys work again."""
        self._held = False

    # --- reading

    async def reload(self) -> None:
        """Read the visible rows again, and repaint those that changed."""
        source, height = self.source, self._height
        top = max(round(self.scroll_y), 0)
        fresh: RowCache[Item] = RowCache(source.key)
        for number in range(top // WINDOW, (top + height) // WINDOW + 1):
            page = await source.fetch(number * WINDOW, WINDOW)
            fresh.put(number, page.items, page.total)
        if source is self.source:
            self._replace(fresh)

    def _replace(self, fresh: RowCache[Item]) -> None:
        before, place, top = self._lines(), self.place, round(self.scroll_y)
        item = None if self.source.is_log and not place else self.current
        self._windows, self._loading, was_loaded = fresh, set(), self.loaded
        self.loaded = True
        found = None if item is None else fresh.place_of(self.source.key(item), place)
        self.place = min(place if found is None else found, max(fresh.total - 1, 0))
        self._resize()
        if self.place != place and top:  # at the very top new rows are to be seen
            self.scroll_to(y=max(top + self.place - place, 0), animate=False)
        if self._measure() or not was_loaded or not fresh.total:
            self.refresh()
        for line, (old, new) in enumerate(zip(before, self._lines(), strict=True)):
            if old != new:
                self.refresh_line(round(self.scroll_y) + HEAD + line)
        self._reveal()
        self._fetch_missing()
        self._item_read()

    def _lines(self) -> list[tuple[Item | None, bool]]:
        top = round(self.scroll_y)
        return [(self._windows[place], place == self.place) for place in range(top, top + self._height)]

    def _measure(self) -> bool:
        """Return whether the columns need other widths for the rows that are loaded."""
        return self._painter.measure(self.source.columns, self._windows.items())

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
        except (ClientError, WireError):  # it is requested again when the list moves or is reloaded
            self._loading.discard(number)
            return
        if windows is not self._windows:
            return
        windows.put(number, page.items, page.total)
        self._loading.discard(number)
        self._resize()
        top = round(self.scroll_y)
        if self._measure() or (number * WINDOW < top + self._height and top < (number + 1) * WINDOW):
            self.refresh()
        if self.place // WINDOW == number:
            self._item_read()

    def _item_read(self) -> None:
        """React to the item under the cursor: it was read, for the first time or again."""
        self.post_message(CursorMoved(self))

    # --- the cursor

    def go(self, place: int) -> None:
        """Move the cursor to a place and bring it into view."""
        if self.loaded:  # a list that is still being read may be long enough
            place = min(place, self.total - 1)
        place = max(place, 0)
        if place == self.place:
            return
        old, self.place = self.place, place
        self._repaint(old, old)
        self._repaint(place, place)
        self._reveal()
        self._fetch_missing()
        self.post_message(CursorMoved(self))

    def go_to(self, key: Hashable, near: int) -> None:
        """Move the cursor to an item, or to the place where it should be if it is not loaded."""
        place = self._windows.place_of(key, near)
        if place is None:
            place = near
        self.go(place)

    def texts_at_cursor(self) -> list[str]:
        """Return the texts of the row under the cursor, each after the title of its column."""
        item, width = self.current, self.scrollable_content_region.width
        if item is None:
            return []
        columns = [column for column, _ in self._painter.fitted(self.source.columns, width)]
        return [text for column in columns for text in (column.title.rstrip(" ▴▾"), column.cell(item).text)]

    # --- painting

    def render_line(self, y: int) -> Strip:
        width = self.scrollable_content_region.width
        if y < HEAD:
            return self._painter.titles(self.source.columns, width)
        if self.loaded and not self.total:
            return self._painter.notice(self.empty, y - HEAD, width)
        place = round(self.scroll_y) + y - HEAD
        if place >= self.total:
            return self._painter.blank(width)
        item, here = self._windows[place], place == self.place
        marks = RowMarks(here, self.has_focus, item is not None and self.is_selected(item))
        return self._painter.row(self.source.columns, item, marks, width)

    def notify_style_update(self) -> None:
        self._painter.forget()
        super().notify_style_update()

    def _repaint(self, first: int, last: int) -> None:
        """Repaint the rows at these places, as far as they are visible."""
        top = round(self.scroll_y)
        first, last = max(first, top), min(last, top + self._height - 1)
        if first <= last:
            self.refresh_lines(first + HEAD, last - first + 1)

    def on_focus(self) -> None:
        self._repaint(self.place, self.place)

    def on_blur(self) -> None:
        self._repaint(self.place, self.place)

    # --- what is in view

    @property
    def _height(self) -> int:
        return max(self.size.height - HEAD, 1)

    @property
    def cursor_line(self) -> int:
        """The line of the terminal that the cursor is on."""
        return self.region.y + HEAD + self.place - round(self.scroll_y)

    def _resize(self) -> None:
        size = Size(self.size.width, self.total + HEAD)
        if size != self.virtual_size:
            self.virtual_size = size

    def _reveal(self) -> None:
        """Bring the cursor into view. At an edge the view jumps half a page, because a scroll repaints every line."""
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
        self._reveal()
        self._fetch_missing()
