"""A report that is read from top to bottom, and the keys that scroll it."""

from collections.abc import Callable
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

Draw = Callable[[int], Content]
"""Returns the text of a report, for lines of so many cells."""
REPORT_PANE = f"{__name__}:ReportPane"
"""The report as a node of a scene."""


def _nothing(_width: int) -> Content:
    return Content("")


class ReportPane(VerticalScroll):
    """Draws its report again for another width."""

    HELP_TITLE = "In the report"
    DEFAULT_CSS = "ReportPane { padding: 0 2; scrollbar-size-vertical: 1; }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_lines(1)", "down", id="report.down", show=False),
        Binding("k,up", "scroll_lines(-1)", "up", id="report.up", show=False),
        Binding("ctrl+d", "scroll_half(1)", "half a page down", id="report.half_down", show=False),
        Binding("ctrl+u", "scroll_half(-1)", "half a page up", id="report.half_up", show=False),
        Binding("pagedown,ctrl+f", "page_down", "a page down", id="report.page_down", show=False),
        Binding("pageup", "page_up", "a page up", id="report.page_up", show=False),
        Binding("home", "scroll_home", "top", id="report.home", show=False),
        Binding("G,end", "scroll_end", "bottom", id="report.bottom", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._draw: Draw = _nothing

    def compose(self) -> ComposeResult:
        yield Static(markup=False)

    def show(self, draw: Draw) -> None:
        """Show another report."""
        self._draw = draw
        self._update()

    def on_resize(self, _: events.Resize) -> None:
        self._update()

    def action_scroll_lines(self, lines: int) -> None:
        """Scroll by lines."""
        self.scroll_relative(y=lines, animate=False)

    def action_scroll_half(self, halves: int) -> None:
        """Scroll by half pages."""
        self.scroll_relative(y=halves * (self.size.height // 2), animate=False)

    def _update(self) -> None:
        self.query_one(Static).update(self._draw(self.scrollable_content_region.width))
