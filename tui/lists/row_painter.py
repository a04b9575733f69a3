"""Paint the lines of a list: its titles, its rows, and the notice of an empty list."""

from collections.abc import Sequence
from textwrap import wrap
from typing import NamedTuple, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip
from textual.widget import Widget

from tui.appearance.badges import Tone
from tui.lists.table_column import GAP, NO_NEEDS, Cell, TableColumn, fit_cell, fit_columns, fit_text, text_needs

Item = TypeVar("Item")
NOTICE = 3  # the cells beside the notice of an empty list
EDGE = 2  # the marks before the first column: cursor and selection
CURSOR, SELECTED, UNREAD = "▌", "*", Cell("…", Tone.QUIET)


class RowMarks(NamedTuple):
    """How a row is marked: under the cursor, focused, selected."""

    here: bool
    focused: bool
    selected: bool


class RowPainter:
    """Paints in the colours of a widget under the current theme."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._tones: dict[Tone, Style] = {}
        self._needs = NO_NEEDS

    def measure(self, columns: Sequence[TableColumn[Item]], items: Sequence[Item]) -> bool:
        """Learn how long the texts of more items are; return whether the columns need other widths.

        Widths only grow while a list is shown, so that its columns do not jump about.
        """
        found = text_needs(columns, items)
        needs = {title: max(cells, self._needs.get(title, 0)) for title, cells in found.items()}
        changed, self._needs = needs != self._needs, needs
        return changed

    def forget_widths(self) -> None:
        """Forget how long the texts are: another list is shown."""
        self._needs = NO_NEEDS

    def fitted(self, columns: Sequence[TableColumn[Item]], width: int) -> list[tuple[TableColumn[Item], int]]:
        """Return the columns that fit in a list of this width, each with its number of cells."""
        return fit_columns(columns, width - EDGE, self._needs)

    def column_at(self, columns: Sequence[TableColumn[Item]], width: int, x: int) -> TableColumn[Item] | None:
        """Return the column at a cell of a line."""
        end = EDGE
        for column, cells in self.fitted(columns, width):
            end += cells + GAP
            if x < end:
                return column
        return None

    def forget(self) -> None:
        """Forget the colours: the theme changed."""
        self._tones.clear()

    def blank(self, width: int) -> Strip:
        """Return a line below the last row."""
        return Strip.blank(width, self._widget.rich_style)

    def titles(self, columns: Sequence[TableColumn[Item]], width: int) -> Strip:
        """Return the line of column titles."""
        titles = (fit_text(column.title, cells, right=column.right) for column, cells in self.fitted(columns, width))
        return self._quiet(" " * EDGE + (" " * GAP).join(titles), width)

    def notice(self, text: str, number: int, width: int) -> Strip:
        """Return one line of the notice of an empty list; the first is blank."""
        lines = ["", *(piece for line in text.splitlines() for piece in wrap(line, max(width - NOTICE, 8)))]
        return self._quiet("  " + lines[number] if number < len(lines) else "", width)

    def row(self, columns: Sequence[TableColumn[Item]], item: Item | None, marks: RowMarks, width: int) -> Strip:
        """Return one row; an item that has not been read is an ellipsis."""
        base = self._widget.rich_style
        if marks.here:
            base += self._cursor if marks.focused else Style(bold=True)
        edge = _mark(CURSOR, shown=marks.here) + _mark(SELECTED, shown=marks.selected)
        segments = [Segment(edge, base + self._tone(Tone.ACCENT))]
        for column, cells in self.fitted(columns, width):
            cell = UNREAD if item is None else column.cell(item)
            text = fit_cell(cell, cells, right=column.right) + " " * GAP
            segments.append(Segment(text, base + self._tone(cell.tone)))
        return Strip(segments).simplify().adjust_cell_length(width, base)

    def _quiet(self, text: str, width: int) -> Strip:
        return Strip([Segment(fit_text(text, width), self._widget.rich_style + self._tone(Tone.QUIET))], width)

    def _tone(self, tone: Tone) -> Style:
        """Return the colour of a tone alone, so that it works on any background."""
        if tone not in self._tones:
            self._tones[tone] = Style(color=self._widget.get_component_rich_style(f"rows--{tone}").color)
        return self._tones[tone]

    @property
    def _cursor(self) -> Style:
        return Style(bgcolor=self._widget.get_component_rich_style("rows--cursor").bgcolor)


def _mark(sign: str, *, shown: bool) -> str:
    if shown:
        return sign
    return " "
