"""The lines of a list as strips: its titles, its rows with their marks, and what is said where there is no row."""

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.appearance.badges import Tone
from tui.widgets.table_column import GAP, Cell, TableColumn, fit_columns, fit_text

Item = TypeVar("Item")
NOTICE = 3  # the cells beside what an empty list says
EDGE = 2  # the marks before the first column: the cursor's and the choice's
CURSOR, CHOSEN, LATER = "▌", "*", Cell("…", Tone.QUIET)


class RowMarks(NamedTuple):
    """How a row stands out: under the cursor, where keys go now, and among the chosen."""

    here: bool
    focused: bool
    chosen: bool


class RowPainter:
    """Paints in the colours that a widget has under the theme that is worn."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._tones: dict[Tone, Style] = {}

    def forget(self) -> None:
        """Another theme is worn."""
        self._tones.clear()

    def blank(self, width: int) -> Strip:
        """A line below the last row."""
        return Strip.blank(width, self._widget.rich_style)

    def titles(self, columns: Sequence[TableColumn[Item]], width: int) -> Strip:
        """The names of the columns."""
        titles = (
            fit_text(column.title, cells, right=column.right) for column, cells in fit_columns(columns, width - EDGE)
        )
        return self._quiet(" " * EDGE + (" " * GAP).join(titles), width)

    def notice(self, text: str, number: int, width: int) -> Strip:
        """One line of what to do, where an empty list would say nothing; a blank one stands above it."""
        lines = ["", *(piece for line in text.splitlines() for piece in wrap(line, max(width - NOTICE, 8)))]
        return self._quiet("  " + lines[number] if number < len(lines) else "", width)

    def row(self, columns: Sequence[TableColumn[Item]], item: Item | None, marks: RowMarks, width: int) -> Strip:
        """One row; of an item that is not at hand its place alone."""
        base = self._widget.rich_style
        if marks.here:
            base += self._cursor if marks.focused else Style(bold=True)
        edge = (CURSOR if marks.here else " ") + (CHOSEN if marks.chosen else " ")
        segments = [Segment(edge, base + self._tone(Tone.ACCENT))]
        for column, cells in fit_columns(columns, width - EDGE):
            cell = LATER if item is None else column.cell(item)
            text = fit_text(cell.text, cells, right=column.right) + " " * GAP
            segments.append(Segment(text, base + self._tone(cell.tone)))
        return Strip(segments).simplify().adjust_cell_length(width, base)

    def _quiet(self, text: str, width: int) -> Strip:
        return Strip([Segment(fit_text(text, width), self._widget.rich_style + self._tone(Tone.QUIET))], width)

    def _tone(self, tone: Tone) -> Style:
        """A tone's colour alone, so that it goes on any background."""
        if tone not in self._tones:
            self._tones[tone] = Style(color=self._widget.get_component_rich_style(f"rows--{tone}").color)
        return self._tones[tone]

    @property
    def _cursor(self) -> Style:
        return Style(bgcolor=self._widget.get_component_rich_style("rows--cursor").bgcolor)
