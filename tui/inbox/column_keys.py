"""The columns and the order of the inbox: `t` chooses and keeps them; `o` and a click on a title sort for now."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual.binding import Binding

from daemon.wire.inbox import InboxItem, QueryTerm
from tui.deck_screen import DeckScreen
from tui.inbox.column_choice import (
    COLUMNS,
    ColumnChoice,
    column_choice,
    fitting_names,
    shown_columns,
)
from tui.inbox.unit_query import UnitQuery
from tui.lists.column_order import sorted_by
from tui.lists.row_list import RowList
from tui.lists.table_column import TableColumn

ORDERS = ("", "name", "-changed", "coverage", "-lines")
COLUMN_BINDINGS = (
    Binding("o", "order", "order", id="inbox.order"),
    Binding("t", "columns", "columns", id="inbox.columns", show=False),
)


class ColumnKeys:
    """What a person chose on a screen, now or earlier."""

    def __init__(self, screen: DeckScreen, query: Callable[[], UnitQuery], show: Callable[[UnitQuery], None]) -> None:
        self._screen = screen
        self._query = query
        self._show = show
        self._names: tuple[str, ...] = ()

    def kept(self) -> ColumnChoice:
        """Return the choice of the last time."""
        names, sort = self._screen.deck.deck_state.columns()
        choice = column_choice(names, sort if sort.removeprefix("-") in COLUMNS else "")
        self._names = choice.names
        return choice

    def columns(self) -> Sequence[TableColumn[InboxItem]]:
        """Return the columns to show."""
        return shown_columns(ColumnChoice(self._names, self._query().sort))

    def ask(self, terms: Sequence[QueryTerm]) -> None:
        """Ask which columns to show, and in which order; `terms` explain them."""
        from tui.dialogs.columns_dialog import ColumnsDialog

        choice = ColumnChoice(self._names, self._query().sort)
        width = self._screen.query_one(RowList).scrollable_content_region.width
        dialog = ColumnsDialog(choice, fitting_names(width), {term.name: term.meaning for term in terms})
        self._screen.app.push_screen(dialog, self._choose)

    def order_by(self, sort: str) -> None:
        """Show the same units in another order."""
        self._show(replace(self._query(), sort=sort))

    def order_by_field(self, field: str) -> None:
        """Sort by a field, the other way round if the list is sorted by it already."""
        self.order_by(sorted_by(self._query().sort, field))

    def next_order(self) -> None:
        """Switch to the next of the usual orders."""
        following = dict(zip(ORDERS, (*ORDERS[1:], ORDERS[0]), strict=True))
        self.order_by(following.get(self._query().sort, ORDERS[0]))

    def _choose(self, choice: ColumnChoice | None) -> None:
        if choice is None:
            return
        self._names = choice.names
        self._screen.deck.deck_state.keep_columns(choice.names, choice.sort)
        self._show(replace(self._query(), sort=choice.sort))
