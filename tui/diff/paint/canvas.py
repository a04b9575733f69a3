"""The lines of the diff widget: the names or a search, the entries in view, and the peek."""

from textual.geometry import Size
from textual.strip import Strip

from tui.diff.diff_state import DiffState
from tui.diff.paint.entry_stack import EMPTY, build_stack
from tui.diff.paint.header_line import join_columns, names_line, search_line
from tui.diff.paint.painter import Painter, Styles
from tui.diff.paint.peek import peek_height, peek_line
from tui.diff.paint.search_line import SearchLine
from tui.diff.paint.strip_diff import merge_styles

HEAD = 1  # the line of names


class Canvas:
    """A diff laid out in columns. The widget knows its size and how far it is scrolled."""

    def __init__(self, view: DiffState, painter: Painter, styles: Styles, search: SearchLine) -> None:
        self._view = view
        self._painter = painter
        self._style = styles
        self._search = search
        self.stack = EMPTY

    def arrange(self, width: int) -> None:
        """Compute the heights of all entries again."""
        view, painter = self._view, self._painter
        widths = [max(cells - painter.gutter, 4) for cells in self._columns(width)]
        self.stack = build_stack(view.model, view.sheet, widths, width, wrap=painter.wrap)

    def height(self, lines: int) -> int:
        """Return the number of lines between the names and the peek."""
        return max(lines - HEAD - peek_height(self._view, lines), 1)

    def line(self, y: int, top: int, size: Size) -> Strip:
        """Return one line of the widget, which shows the stack from its line `top` on."""
        width, lines = size
        if y < HEAD:
            return self._head(width)
        height = self.height(lines)
        if y >= HEAD + height:
            peek = peek_height(self._view, lines)
            return peek_line(self._view, self._painter, self._style, y - HEAD - height, (width, peek))
        at = self.stack.entry_at(top + y - HEAD)
        if at is None:
            return Strip.blank(width, self._style("text"))
        return self._entry(*at, width)

    def column_at(self, x: int, width: int) -> int:
        """Return the column of a cell."""
        widths = self._columns(width)
        return next((number for number in range(len(widths)) if x < sum(widths[: number + 1]) + number + 1), 0)

    def _head(self, width: int) -> Strip:
        if self._search.typing:
            return search_line(self._search.text, self._style, width)
        return names_line(self._view, self._style, self._columns(width))

    def _entry(self, number: int, piece: int, width: int) -> Strip:
        entry, looks = self._view.sheet.entries[number], self._view.looks(number)
        if entry.row.note is not None:
            return self._painter.note(entry.row.note, piece, width, looks[0])
        if len(entry.cells) == 1 and entry.cells[0] is not None:
            return self._painter.cell(entry.row, entry.cells[0], piece, width, looks[0])
        strips = [
            self._painter.cell(entry.row, cell, piece, cells, look) if cell else self._painter.blank(cells, look)
            for cell, look, cells in zip(entry.cells, looks, self._columns(width), strict=True)
        ]
        return merge_styles(Strip.join(join_columns(strips, self._style)))

    def _columns(self, width: int) -> list[int]:
        """The cells of each column; what cannot be shared goes to the first."""
        count = self._view.sheet.columns
        cells = (width - (count - 1)) // count
        return [width - (count - 1) - cells * (count - 1), *[cells] * (count - 1)]
