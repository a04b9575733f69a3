"""The diff as screens use it: a pane that follows its keys and the mouse."""

import time
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.geometry import Region

from tui.diff.content.diff_model import DiffMode
from tui.diff.diff_keys import KEYS
from tui.diff.messages import CopyAsked, DiffMessage, HunkToggled, LineSelected, LinkChanged, Missed
from tui.diff.paint.canvas import HEAD
from tui.diff.pane import DiffPane
from tui.diff.sheet import DiffLayout

PAN = 8
TWICE_SECONDS = 1.0


class DiffView(DiffPane, can_focus=True):
    """Moves by lines, links, gaps, findings and hits; chooses lines, takes hunks, and changes how it is laid out."""

    HELP_TITLE = "In the diff"
    BINDINGS: ClassVar[list[BindingType]] = KEYS

    Told = DiffMessage
    LinkChanged = LinkChanged
    LineSelected = LineSelected
    HunkToggled = HunkToggled
    CopyAsked = CopyAsked
    Missed = Missed

    _began_first = 0.0

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
        self._miss(found, way, "link" if self.mode is DiffMode.LINKED else "difference")

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

    def _leap(self, lines: int) -> None:
        """Move view and cursor alike, so that the cursor stays on its line of the screen."""
        if self._read_on(lines):
            return
        stack, here = self._canvas.stack, self._view.entry
        there = stack.leap(here, lines)
        with self._moving():
            self._scroll_lines(round(self.scroll_y) + stack.tops[there] - stack.tops[here])
            self._view.go(there)

    def _read_on(self, way: int) -> bool:
        """Show more of a line that is higher than the view, before the cursor leaves it; whether there was more."""
        top = self._canvas.stack.read_on(self._view.entry, self._in_view, way)
        if top is not None:
            self._scroll_lines(top)
        return top is not None

    def _miss(self, found: object, way: int, what: str) -> None:
        if not found:
            self.post_message(Missed(f"No {what} {'further down' if way > 0 else 'further up'}."))

    def on_click(self, event: events.Click) -> None:
        at = self._canvas.stack.entry_at(round(self.scroll_y) + event.y - HEAD)
        if at is None or not HEAD <= event.y < HEAD + self._height:
            return
        entry = self._view.sheet.entries[at[0]]
        with self._moving():
            if len(entry.cells) > 1:
                self._view.side = self._canvas.column_at(event.x, self._width)
            self._view.go(at[0])

    # --- what is done with a line

    def action_range(self) -> None:
        """Begin a range of lines at the cursor, or let go of it."""
        with self._moving():
            self._view.anchor = self._view.entry if self._view.anchor is None else None

    def action_copy(self) -> None:
        self.post_message(CopyAsked(self._view.text()))

    def action_hunk(self) -> None:
        """Take the hunk under the cursor; again: leave it; again: open."""
        number = self._view.hunk
        if number is None or len(self.model.sides) != 2 or self.mode is not DiffMode.COMPARE:
            return
        hunk = self.model.hunk(number)
        model = self.model.marked(number, accepted={None: True, True: False, False: None}[hunk.accepted])
        self._view.model = self._painter.model = model
        self._paint_anew()
        self.post_message(HunkToggled(model.hunk(number)))

    # --- how it is laid out

    def action_other_side(self) -> None:
        """Go over to the other side: the cursor goes there, and where one is shown alone it is that one."""
        self._lay(self._view.layout, (self._view.side + 1) % len(self.model.sides))

    def action_next_layout(self) -> None:
        self.arranged = DiffLayout.UNIFIED if self._view.layout is DiffLayout.SPLIT else DiffLayout.SPLIT

    def action_wrap(self) -> None:
        self.wrap = not self.wrap

    def action_pan(self, way: int) -> None:
        """Move lines that are not broken sideways."""
        if not self.wrap:
            self._painter.pan = max(self._painter.pan + way * PAN, 0)
            self._paint_anew()

    # --- the search

    def action_search(self) -> None:
        self._search.begin()
        self._paint_head()

    def search(self, text: str) -> None:
        """Show where a text stands, and go to the next place."""
        self._search.text = self._painter.search = text
        self._paint_anew()
        if text:
            self.action_hit(1)

    def on_key(self, event: events.Key) -> None:
        """While a search is typed all keys are its own; otherwise only the one that lets go."""
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
