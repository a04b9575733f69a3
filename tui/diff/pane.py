"""The scrolled part of a diff; after a move only the cells that look different are repainted."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import ClassVar

from textual.geometry import Region, Size
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.diff.content.diff_model import DiffLink, DiffMode, DiffModel, LinePlace, TextRange
from tui.diff.content.linked_texts import link_texts
from tui.diff.diff_state import DiffState
from tui.diff.messages import LineSelected, LinkChanged
from tui.diff.paint.canvas import HEAD, Canvas
from tui.diff.paint.painter import Painter
from tui.diff.paint.part_css import CSS, PARTS
from tui.diff.paint.part_styles import PartStyles
from tui.diff.paint.search_line import SearchLine
from tui.diff.paint.strip_diff import changed_cells
from tui.diff.sheet import DiffLayout

EMPTY_MODEL = link_texts("", None, ())


class DiffPane(ScrollView):
    """A model, side by side or in one column. It never moves by itself, and a move repaints only what changed."""

    DEFAULT_CSS = CSS
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"diff--{part}" for part in PARTS}

    arranged: reactive[DiffLayout] = reactive(DiffLayout.AUTO, init=False)
    wrap: reactive[bool] = reactive(True, init=False)  # noqa: FBT003 - a value, not a flag

    def __init__(self, model: DiffModel = EMPTY_MODEL, *, id: str | None = None) -> None:  # noqa: A002 - Textual's name
        super().__init__(id=id)
        self._styles = PartStyles(self)
        self._search = SearchLine()
        self._take(model)

    # --- what it shows

    @property
    def model(self) -> DiffModel:
        return self._view.model

    @property
    def mode(self) -> DiffMode:
        return self._view.model.mode

    @property
    def link(self) -> DiffLink | None:
        """The highlighted link."""
        return self._view.link

    @property
    def place(self) -> LinePlace:
        """The line under the cursor; lines and sides count from 0."""
        return self._view.place

    @property
    def lines(self) -> tuple[int, TextRange]:
        """The active side, and its selected lines; the line under the cursor if there is no range."""
        return self._view.lines

    def show(self, model: DiffModel, at: LinePlace | None = None) -> None:
        """Show a model from its top or from a line. The active side stays if the mode does."""
        side = self._view.side if model.mode is self.mode else 0
        self._take(model, side)
        self._arrange()
        self.scroll_to(y=0, animate=False)
        if at is not None:
            self._view.go_to(at)
            self._reveal()
        self.refresh()
        self._post_changes()

    def goto_line(self, side: int, line: int) -> None:
        """Move the cursor to a line; both count from 0."""
        with self._moving():
            self._view.go_to(LinePlace(side, line))

    def _take(self, model: DiffModel, side: int = 0) -> None:
        self._painter = Painter(model, self._styles, wrap=self.wrap)
        self._painter.search = self._search.text
        self._view = DiffState(model, self.arranged.fits(self.size.width), min(side, len(model.sides) - 1))
        self._canvas = Canvas(self._view, self._painter, self._styles, self._search)

    # --- how it is laid out

    def watch_arranged(self) -> None:
        self._lay(self.arranged.fits(self.size.width), self._view.side)

    def watch_wrap(self) -> None:
        self._painter.wrap, self._painter.pan = self.wrap, 0
        self._lay_out_again()

    def on_resize(self) -> None:
        self._view.lay(self.arranged.fits(self.size.width), self._view.side)
        self._lay_out_again()

    def _lay(self, layout: DiffLayout, side: int) -> None:
        self._view.lay(layout, side)
        self._lay_out_again()
        self._post_changes()

    def _lay_out_again(self) -> None:
        self._arrange()
        self._reveal()
        self._repaint()

    def _arrange(self) -> None:
        """Compute the heights of all entries again."""
        self._canvas.arrange(self._width)
        below = self.size.height - self._height
        self.virtual_size = Size(self.size.width, self._canvas.stack.height + below)

    # --- painting

    def render_line(self, y: int) -> Strip:
        return self._canvas.line(y, round(self.scroll_y), Size(self._width, self.size.height))

    def notify_style_update(self) -> None:
        super().notify_style_update()
        self._styles.forget()
        self._painter.forget()

    def _repaint(self) -> None:
        self._painter.forget()
        self.refresh()

    @contextmanager
    def _moving(self) -> Iterator[None]:
        """Run a move, then repaint the cells that look different and post what changed."""
        before, top, link, lines = self._seen(), round(self.scroll_y), self.link, self.lines
        yield
        self._reveal()
        if round(self.scroll_y) == top:  # otherwise everything is repainted
            for number, (old, new) in enumerate(zip(before, self._seen(), strict=True)):
                if (cells := changed_cells(old, new)) is not None:
                    self.refresh(Region(cells.start, number, cells.end - cells.start, 1))
        if self.lines != lines:
            self.post_message(LineSelected(*self.lines))
        if self.link is not link:
            self.post_message(LinkChanged(self.link))

    def _seen(self) -> list[Strip]:
        return [self.render_line(number) for number in range(self.size.height)]

    def _post_changes(self) -> None:
        self.post_message(LineSelected(*self.lines))
        self.post_message(LinkChanged(self.link))

    # --- what is in view

    @property
    def _width(self) -> int:
        return self.scrollable_content_region.width

    @property
    def _height(self) -> int:
        """The number of lines between the names and the peek."""
        return self._canvas.height(self.size.height)

    @property
    def _in_view(self) -> TextRange:
        """The visible lines of the stack."""
        top = round(self.scroll_y)
        return TextRange(top, top + self._height)

    @property
    def cursor_line(self) -> int:
        """The line of the terminal that the cursor is on."""
        return self.region.y + HEAD + self._canvas.stack.tops[self._view.entry] - round(self.scroll_y)

    def _reveal(self) -> None:
        """Bring the cursor into view."""
        seen = self._in_view
        top = self._canvas.stack.revealing(self._view.entry, seen)
        if top != seen.start:
            self._scroll_lines(top)

    def _scroll_lines(self, top: int) -> None:
        self.scroll_to(y=max(min(top, self._canvas.stack.height - self._height), 0), animate=False)
