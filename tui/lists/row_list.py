"""The list that screens use: keys and the mouse move along its rows, open them and select them."""

import time
from collections.abc import Hashable
from typing import ClassVar, Generic, TypeVar

from textual import events
from textual.binding import Binding, BindingType

from tui.lists.column_order import sorted_by
from tui.lists.list_pane import HEAD, CursorMoved, ListPane, TitleClicked
from tui.lists.row_cache import WINDOW
from tui.lists.row_source import RowSource
from tui.lists.selection import ALL_SELECTED, NONE_SELECTED, Selection

Item = TypeVar("Item")
TWICE_SECONDS = 1.0
ROW_LIST = f"{__name__}:RowList"
"""The list as a node of a scene."""


class RowList(ListPane[Item], Generic[Item], can_focus=True):
    """A list with its keys. The selection stays while the list changes, until it is decided on."""

    HELP_TITLE = "In the list"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "move(1)", "down", id="rows.down", show=False),
        Binding("k,up", "move(-1)", "up", id="rows.up", show=False),
        Binding("ctrl+d", "half_page(1)", "half a page down", id="rows.half_down", show=False),
        Binding("ctrl+u", "half_page(-1)", "half a page up", id="rows.half_up", show=False),
        Binding("pagedown,ctrl+f", "page(1)", "a page down", id="rows.page_down", show=False),
        Binding("pageup", "page(-1)", "a page up", id="rows.page_up", show=False),
        Binding("g", "first_if_twice", "top (press twice)", id="rows.top", show=False),
        Binding("home", "first", "top", id="rows.home", show=False),
        Binding("G,end", "last", "bottom", id="rows.bottom", show=False),
        Binding("enter", "open", "open", id="rows.open"),
        Binding("S", "sort", "sort", id="rows.sort"),
        Binding("space", "select_row", "select", id="rows.select", show=False),
        Binding("v", "range", "select a range", id="rows.range", show=False),
        Binding("asterisk", "select_all", "select all", id="rows.all", show=False),
    ]

    CursorMoved = CursorMoved
    TitleClicked = TitleClicked

    class Opened(CursorMoved, namespace="row_list"):
        """The row under the cursor is to be opened."""

    class Sorted(CursorMoved, namespace="row_list"):
        """The list is to be read again in another order."""

    class SelectionChanged(CursorMoved, namespace="row_list"):
        """Other rows are selected."""

    def __init__(self, source: RowSource[Item], empty: str = "") -> None:
        super().__init__(source, empty)
        self._selected = NONE_SELECTED
        self._anchor: int | None = None  # where the range that is being selected begins
        self._first_pressed_at = 0.0
        self._opening = False

    def change(self, source: RowSource[Item]) -> None:
        """Show another list from its top, with nothing selected."""
        self._anchor, self._selected = None, NONE_SELECTED
        super().change(self._in_same_order(source))

    def release(self) -> None:
        """Keep this list: its keys work again, but not those pressed meanwhile."""
        self._opening = False
        super().release()

    # --- moves

    def go(self, place: int) -> None:
        """Move the cursor and bring it into view; a range that is being selected ends there."""
        self._opening = False
        old = self.place
        super().go(place)
        if self._anchor is not None and self.place != old:
            self._repaint(min(old, self.place, self._anchor), max(old, self.place, self._anchor))
            self.post_message(self.SelectionChanged(self))

    def action_move(self, rows: int) -> None:
        self.go(self.place + rows)

    def action_half_page(self, halves: int) -> None:
        self.go(self.place + halves * (self._height // 2))

    def action_page(self, pages: int) -> None:
        self.scroll_to(y=max(round(self.scroll_y) + pages * self._height, 0), animate=False)
        self.go(self.place + pages * self._height)

    def action_first_if_twice(self) -> None:
        now = time.monotonic()
        if now - self._first_pressed_at < TWICE_SECONDS:
            self.action_first()
        self._first_pressed_at = now

    def action_first(self) -> None:
        self.go(0)

    def action_last(self) -> None:
        self.go(self.total - 1)

    def on_click(self, event: events.Click) -> None:
        place = round(self.scroll_y) + event.y - HEAD
        if event.y < HEAD:
            self._click_title(event.x)
            return
        if place >= self.total:
            return
        self.go(place)
        if event.chain > 1:
            self.action_open()

    def _click_title(self, x: int) -> None:
        column = self._painter.column_at(self.source.columns, self.scrollable_content_region.width, x)
        if column is not None and column.value:
            self._sort(sorted_by(self.source.order, column.field))
        elif column is not None and column.field:
            self.post_message(self.TitleClicked(self, column.field))

    # --- sorting

    def action_sort(self) -> None:
        """Sort by the next column: ascending, descending, and after the last column not at all."""
        shown = self._painter.fitted(self.source.columns, self.scrollable_content_region.width)
        orders = ["", *(sign + column.field for column, _ in shown if column.value for sign in ("", "-"))]
        place = orders.index(self.source.order) if self.source.order in orders else 0
        self._sort(orders[(place + 1) % len(orders)])

    def _sort(self, order: str) -> None:
        if self.source.sort is not None:
            super().change(self.source.sort(order))
            self.post_message(self.Sorted(self))

    def _in_same_order(self, source: RowSource[Item]) -> RowSource[Item]:
        """Keep the order when other rows are shown, if they have the column."""
        order = self.source.order
        fields = {column.field for column in source.columns}
        if source.sort is None or not order or order.removeprefix("-") not in fields:
            return source
        return source.sort(order)

    # --- opening

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide the keys that open a row or sort where there is nothing to open or no column to sort by."""
        if action == "open":
            return self.source.opens and not (self.loaded and not self.total)
        if action == "sort":
            return self.source.sort is not None
        return super().check_action(action, parameters)

    def action_open(self) -> None:
        """Open the item under the cursor, once it has been read."""
        self._opening = self.current is None and (not self.loaded or self.place < self.total)
        if self.current is not None:
            self.post_message(self.Opened(self))

    def _item_read(self) -> None:
        super()._item_read()
        if self._opening and self.current is not None:
            self.action_open()

    # --- selecting

    @property
    def selection(self) -> Selection:
        """The selected rows, including a range that is being selected."""
        if self._anchor is None:
            return self._selected
        return self._selected.joined(self._keys_of_range(self._anchor))

    def is_selected(self, item: Item) -> bool:
        """Return whether a row is selected."""
        return self.source.key(item) in self.selection

    async def selected_keys(self) -> set[Hashable]:
        """Return the keys of all selected rows, reading those that are not loaded."""
        if self._anchor is not None:
            self._selected, self._anchor = (
                self._selected.joined(await self._keys_between(self._anchor, self.place)),
                None,
            )
        if not self._selected.all:
            return set(self._selected.keys)
        return await self._keys_between(0, self.total - 1) - self._selected.keys

    def clear_selection(self) -> None:
        """Select nothing."""
        self._select(NONE_SELECTED)

    def action_select_row(self) -> None:
        """Select a row or deselect it and move on, or end the range that is being selected."""
        if self._anchor is not None:
            self.action_range()
        elif self.current is not None:
            self._selected = self._selected.toggled(self.source.key(self.current))
            self._repaint(self.place, self.place)
            self.go(self.place + 1)
            self.post_message(self.SelectionChanged(self))

    def action_range(self) -> None:
        """Begin a range at the cursor, or add the range to the selection."""
        if self._anchor is None:
            self._anchor = self.place
        else:
            self._selected, self._anchor = self.selection, None
        self._repaint(self.place, self.place)
        self.post_message(self.SelectionChanged(self))

    def action_select_all(self) -> None:
        """Select everything that the list finds, or nothing if everything is selected."""
        self._select(NONE_SELECTED if self._selected == ALL_SELECTED else ALL_SELECTED)

    def _select(self, selection: Selection) -> None:
        self._selected, self._anchor = selection, None
        self.refresh()
        self.post_message(self.SelectionChanged(self))

    def _keys_of_range(self, anchor: int) -> set[Hashable]:
        items = (self._windows[place] for place in range(min(anchor, self.place), max(anchor, self.place) + 1))
        return {self.source.key(item) for item in items if item is not None}

    async def _keys_between(self, one: int, other: int) -> set[Hashable]:
        first, last = min(one, other), max(one, other)
        keys: set[Hashable] = set()
        for offset in range(first - first % WINDOW, last + 1, WINDOW):
            page = await self.source.fetch(offset, WINDOW)
            keys |= {self.source.key(item) for item in page.items[max(first - offset, 0) : last - offset + 1]}
        return keys
