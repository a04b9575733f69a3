"""The spec as an editable text with mistakes marked, and the SQL to read beside it."""

from collections.abc import Sequence
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from daemon.wire.review import MistakeInfo
from tui.diff.content.diff_model import DiffSide
from tui.diff.paint.display_line import to_display_line
from tui.diff.paint.part_styles import PartStyles
from tui.diff.paint.syntax import TONES, Syntax, SyntaxWord
from tui.widgets.ordered_typing import type_in_order

TAB = 2


class SpecArea(TextArea):
    """A text area that underlines mistakes. A new line has the indentation of the line before."""

    DEFAULT_CSS = """
    SpecArea {
        border: none; padding: 0; height: 1fr; background: $background; scrollbar-size: 0 1;
        &:focus { border: none; }
        & > .diff--comment { color: $text-muted; }
        & > .diff--string { color: $text-success; }
        & > .diff--value { color: $text-success; }
        & > .diff--plain { color: $foreground; }
        & > .diff--keyword { color: $text-primary; }
        & > .diff--type { color: $text-accent; }
        & > .diff--key { color: $text-primary; }
    }
    """
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"diff--{tone}" for _, tone in TONES}

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "first", "to the first line", id="edit.first", show=False),
        Binding("ctrl+end", "last", "to the last line", id="edit.last", show=False),
    ]

    def __init__(self, text: str) -> None:
        self._tones = PartStyles(self)
        super().__init__(text, soft_wrap=False, show_line_numbers=True, tab_behavior="indent")
        self.indent_width = TAB
        self.cursor_blink = False
        self._wrong: dict[int, int] = {}
        self._highlighted = ""
        self._highlighted_lines = 0

    async def on_key(self, event: events.Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            row, column = min(self.selection)
            before = self.document[row][:column]
            self.replace("\n" + before[: len(before) - len(before.lstrip(" "))], *self.selection)
        else:
            await type_in_order(self, event)

    def action_first(self) -> None:
        """Go to the start of the text."""
        self.move_cursor((0, 0))

    def action_last(self) -> None:
        """Go to the end of the text."""
        self.move_cursor(self.document.end)

    def mark(self, mistakes: Sequence[MistakeInfo]) -> None:
        """Mark these mistakes and no others."""
        wrong = {mistake.line - 1: mistake.column - 1 for mistake in reversed(mistakes)}
        if wrong != self._wrong:
            self._wrong = wrong
            self.notify_style_update()

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        for word in self._words(line_index):
            line.stylize(self._tones(word.tone), word.start, word.end)
        column = self._wrong.get(line_index)
        if column is not None:
            # A mistake at the end of a line, such as a missing word, marks the whole line so that it is visible.
            line.stylize("underline bold", column if column < len(line.plain.rstrip()) else 0)
        return line

    def _words(self, line_index: int) -> Sequence[SyntaxWord]:
        """Return the highlighted words of a line, of the text as it is now."""
        if self._highlighted != self.text:
            self._highlighted = self.text
            side = DiffSide("", "yaml", self.text)
            self._highlighted_lines, self._syntax = len(side.lines), Syntax(side)
        if line_index >= self._highlighted_lines or not self.text:
            return ()
        return self._syntax.words(line_index)

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._tones.forget()


class SqlArea(TextArea, can_focus=False):
    """A read-only text area."""

    DEFAULT_CSS = """
    SqlArea { border: none; padding: 0; height: 1fr; background: $background; scrollbar-size: 0 1; }
    """

    def __init__(self, text: str) -> None:
        lines = (to_display_line(line).text for line in text.split("\n"))
        super().__init__("\n".join(lines), read_only=True, soft_wrap=True, show_line_numbers=True, show_cursor=False)
