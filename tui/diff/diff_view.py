"""The diff that screens use: a pane with keys and the mouse."""

import time
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Region

from tui.diff.content.diff_model import DiffMode
from tui.diff.diff_keys import KEYS
from tui.diff.messages import CopyAsked, HunkToggled, LineSelected, LinkChanged, Missed
from tui.diff.paint.canvas import HEAD
from tui.diff.pane import DiffPane
from tui.diff.sheet import DiffLayout

PAN = 8
TWICE_SECONDS = 1.0


class DiffView(DiffPane, can_focus=True):
    """Moves by lines, links, gaps, findings and matches; selects lines, accepts hunks, and changes its layout."""

    HELP_TITLE = "In the diff"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    LinkChanged = LinkChanged
    LineSelected = LineSelected
    HunkToggled = HunkToggled
    CopyAsked = CopyAsked
    Missed = Missed

    _first_pressed_at = 0.0

    # --- moves

    def action_move(self, entries: int) -> None:
        if not self._read_on(entries):
            with self._moving():
                self._view.go(self._view.entry + entries)

    def action_half_page(self, halves: int) -> None:
        self._jump(halves * (self._height // 2))

    def action_page(self, pages: int) -> None:
        self._jump(pages * max(self._height - 1, 1))

    def action_first_if_twice(self) -> None:
        now = time.monotonic()
        if now - self._first_pressed_at < TWICE_SECONDS:
            self.action_first()
        self._first_pressed_at = now

    def action_first(self) -> None:
        with self._moving():
            self._view.go(0)

    def action_last(self) -> None:
        with self._moving():
            self._view.go(len(self._view.sheet.entries) - 1)

    def action_link(self, way: int) -> None:
        with self._moving():
            found = self._view.follow_links(way)
        self._miss(found, way, "link" if self.mode is DiffMode.LINKED else "difference")

    def go_to_first_hunk(self) -> None:
        """Show where two texts differ first."""
        with self._moving():
            self._view.go(0)
            if self._view.hunk is None:
                self._view.follow_links(1)

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

    def _jump(self, lines: int) -> None:
        """Move the view with the cursor, so that the cursor stays on its line of the screen."""
        if self._read_on(lines):
            return
        stack, here = self._canvas.stack, self._view.entry
        there = stack.leap(here, lines)
        with self._moving():
            self._scroll_lines(round(self.scroll_y) + stack.tops[there] - stack.tops[here])
            self._view.go(there)

    def _read_on(self, way: int) -> bool:
        """Show more of a line higher than the view before the cursor leaves it. Return whether there was more."""
        top = self._canvas.stack.read_on(self._view.entry, self._in_view, way)
        if top is not None:
            self._scroll_lines(top)
        return top is not None

    def _miss(self, found: object, way: int, what: str) -> None:
        if not found:
            direction = "down" if way > 0 else "up"
            self.post_message(Missed(f"No {what} further {direction}."))

    def on_click(self, event: events.Click) -> None:
        at = self._canvas.stack.entry_at(round(self.scroll_y) + event.y - HEAD)
        if at is None or not HEAD <= event.y < HEAD + self._height:
            return
        entry = self._view.sheet.entries[at[0]]
        with self._moving():
            if len(entry.cells) > 1:
                self._view.side = self._canvas.column_at(event.x, self._width)
            self._view.go(at[0])

    # --- lines and hunks

    def action_range(self) -> None:
        """Begin a range of lines at the cursor, or cancel it."""
        with self._moving():
            self._view.anchor = self._view.entry if self._view.anchor is None else None

    def action_copy(self) -> None:
        self.post_message(CopyAsked(self._view.text()))

    def action_hunk(self) -> None:
        """Accept the hunk under the cursor; press again to reject it, and again to open it."""
        number = self._view.hunk
        if number is None or len(self.model.sides) != 2 or self.mode is not DiffMode.COMPARE:
            return
        hunk = self.model.hunk(number)
        model = self.model.marked(number, accepted={None: True, True: False, False: None}[hunk.accepted])
        self._view.model = self._painter.model = model
        self._repaint()
        self.post_message(HunkToggled(model.hunk(number)))

    # --- how it is laid out

    def action_other_side(self) -> None:
        """Switch to the other side: the cursor moves there, and a side that is shown alone is replaced."""
        self._lay(self._view.layout, (self._view.side + 1) % len(self.model.sides))

    def action_next_layout(self) -> None:
        self.arranged = DiffLayout.UNIFIED if self._view.layout is DiffLayout.SPLIT else DiffLayout.SPLIT

    def action_wrap(self) -> None:
        self.wrap = not self.wrap

    def action_pan(self, way: int) -> None:
        """Move lines that are not wrapped sideways."""
        if not self.wrap:
            self._painter.pan = max(self._painter.pan + way * PAN, 0)
            self._repaint()

    # --- the search

    def action_search(self) -> None:
        self._search.begin()
        self._paint_head()

    def search(self, text: str) -> None:
        """Highlight the matches of a text, and go to the next one."""
        self._search.text = self._painter.search = text
        self._repaint()
        if text:
            self.action_hit(1)

    def on_key(self, event: events.Key) -> None:
        """While a search is typed it takes all keys; otherwise escape ends the range and the search."""
        if self._search.typing:
            event.stop()
            event.prevent_default()
            done = self._search.press(event.key, event.character if event.is_printable else None)
            self._paint_head()
            if done:
                self.search(self._search.text)
        elif event.key == "escape" and (self._view.anchor is not None or self._search.text):
            event.stop()
            event.prevent_default()
            with self._moving():
                self._view.anchor = None
            self.search("")

    def _paint_head(self) -> None:
        self.refresh(Region(0, 0, self.size.width, HEAD))
