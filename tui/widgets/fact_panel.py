"""A panel of facts about the row under the cursor: a title, then one name and value in each line."""

from collections.abc import Mapping

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.diff.paint.wrapped_content import wrap_beside
from tui.printable import to_printable

EDGE = 4  # the cells beside a line, including the scrollbar


class FactPanel(VerticalScroll, can_focus=False):
    """Hidden until it has something to show."""

    DEFAULT_CSS = """
    FactPanel { height: auto; max-height: 50%; display: none; border-top: solid $panel; padding: 0 1 0 2; }
    """

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

    def close(self) -> None:
        """Hide the panel."""
        self.display = False
