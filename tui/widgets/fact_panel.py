"""A panel of facts about the row under the cursor: a title, then one name and value in each line."""

from collections.abc import Mapping
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.diff.paint.wrapped_content import wrap_beside
from tui.printable import to_printable

EDGE = 4  # the cells beside a line, including the scrollbar


class FactPanel(VerticalScroll, can_focus=False):
    """Hidden until it has something to show. Where that is more than fits, tab leads to it, and it can be scrolled."""

    HELP_TITLE = "In the details"
    DEFAULT_CSS = """
    FactPanel {
        height: auto; max-height: 50%; display: none; padding: 0 1 0 2; scrollbar-size-vertical: 1;
        border-top: solid $panel; border-title-align: right; border-title-color: $foreground-muted;
        &:focus { border-top: solid $accent; border-title-color: $accent; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j,down", "scroll_lines(1)", "down", id="facts.down", show=False),
        Binding("k,up", "scroll_lines(-1)", "up", id="facts.up", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._title = ""

    def compose(self):  # noqa: ANN201 - ComposeResult
        yield Static(markup=False)

    def show(self, title: str, facts: Mapping[str, str]) -> None:
        """Show these facts instead of the current ones."""
        width = max(map(len, facts), default=0)
        room = self.app.size.width - EDGE
        lines = [Content.styled(to_printable(title), "bold")]
        for name, value in facts.items():
            label = name.replace("_", " ").ljust(width) + "  "
            for line in value.splitlines() or [""]:
                lines.append(wrap_beside(Content.styled(label, "$foreground-muted"), to_printable(line), room))
                label = " " * len(label)
        self.query_one(Static).update(Content("\n").join(lines))
        self.display = True
        if title != self._title:
            self._title = title
            self.scroll_home(animate=False)

    def watch_show_vertical_scrollbar(self, is_shown: bool) -> None:  # noqa: FBT001 - as Textual calls it
        """Take the focus only where there is more to see."""
        self.can_focus = is_shown
        self.border_title = "tab scrolls" if is_shown else ""
        if not is_shown:
            self._give_focus_back()

    def action_scroll_lines(self, lines: int) -> None:
        """Scroll by lines."""
        self.scroll_relative(y=lines, animate=False)

    def close(self) -> None:
        """Hide the panel."""
        self._give_focus_back()
        self.display = False

    def _give_focus_back(self) -> None:
        if self.has_focus:
            self.screen.query_one("RowList").focus()
