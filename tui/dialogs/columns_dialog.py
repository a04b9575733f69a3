"""Choose the columns of the inbox, their places, and the column it is sorted by."""

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from tui.inbox.column_choice import COLUMNS, ColumnChoice, column_choice
from tui.keymap.scene import Scene
from tui.lists.column_order import ASCENDING, DESCENDING, sorted_by
from tui.widgets.choice_list import ChoiceList
from tui.widgets.dialog import Dialog

EDGE = 4  # the cells beside a line, including the scrollbar
SCENE = Scene("columns", (f"{__name__}:ColumnsDialog",))


class ColumnsDialog(Dialog[ColumnChoice]):
    """Lists every column: the shown ones first, in their order. `fitting` are those that the list shows by itself."""

    DEFAULT_CSS = "ColumnsDialog OptionList { max-height: 55vh; }"
    KEYS = (("space", "show, hide"), ("J K", "move"), ("o", "sort"), ("d", "what fits"), ("enter", "done"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "step('cursor_down')", "down", id="columns.down", show=False),
        Binding("k", "step('cursor_up')", "up", id="columns.up", show=False),
        Binding("space", "show", "show or hide", id="columns.toggle", show=False),
        Binding("J", "move(1)", "move down", id="columns.move_down", show=False),
        Binding("K", "move(-1)", "move up", id="columns.move_up", show=False),
        Binding("o", "order", "sort by it", id="columns.order", show=False),
        Binding("d", "reset", "what fits", id="columns.reset", show=False),
    ]

    def __init__(self, choice: ColumnChoice, fitting: Sequence[str], meanings: Mapping[str, str]) -> None:
        super().__init__()
        self._sort = choice.sort
        self._fitting = fitting
        self._meanings = meanings
        self._arrange(choice.names or fitting)
        self._is_default = not choice.names

    def title_text(self) -> str:
        return "Columns of the inbox"

    def body(self) -> Iterator[Widget]:
        yield ChoiceList(*self._options(), markup=False)

    def on_option_list_option_selected(self) -> None:
        names = () if self._is_default else [name for name in self._names if name in self._shown]
        self.dismiss(column_choice(names, self._sort))

    def action_step(self, how: str) -> None:
        """Move the highlight."""
        getattr(self._list, f"action_{how}")()

    def action_show(self) -> None:
        """Show the column, or hide it. The name of the unit is always shown."""
        if self._field != "name":
            self._shown ^= {self._field}
            self._change()

    def action_move(self, places: int) -> None:
        """Give the column another place."""
        names, here = self._names, self._highlighted
        there = min(max(here + places, 0), len(names) - 1)
        names.insert(there, names.pop(here))
        self._change(there)

    def action_order(self) -> None:
        """Sort by the column: ascending, descending, not at all."""
        self._sort = sorted_by(self._sort, self._field)
        self._draw(self._highlighted)

    def action_reset(self) -> None:
        """Show what fits, in the default order."""
        self._arrange(self._fitting)
        self._is_default, self._sort = True, ""
        self._draw(0)

    @property
    def _list(self) -> OptionList:
        return self.query_one(OptionList)

    @property
    def _highlighted(self) -> int:
        return self._list.highlighted or 0

    @property
    def _field(self) -> str:
        return self._names[self._highlighted]

    def _arrange(self, shown: Sequence[str]) -> None:
        self._shown = set(shown)
        self._names = [*shown, *(name for name in COLUMNS if name not in self._shown)]

    def _change(self, place: int | None = None) -> None:
        self._is_default = False
        self._draw(self._highlighted if place is None else place)

    def _draw(self, place: int) -> None:
        listed = self._list
        listed.clear_options()
        listed.add_options(self._options())
        listed.highlighted = place

    def _options(self) -> list[Option]:
        return [Option(self._line(name)) for name in self._names]

    def _line(self, name: str) -> Content:
        mark, style = ("✓", "") if name in self._shown else (" ", "$foreground-muted")
        order = {name: ASCENDING, f"-{name}": DESCENDING}.get(self._sort.partition(",")[0], " ")
        words = f"{COLUMNS[name].title:<9}{order} {name:<11}{self._meanings.get(name, '')}"
        line = Content.assemble((f"{mark} ", "$accent"), (words, style))
        return line.truncate(self.app.size.width - EDGE, ellipsis=True)
