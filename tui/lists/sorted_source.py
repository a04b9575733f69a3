"""The source of a list that is read whole: any column with a value sorts it."""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from typing import TypeVar

from tui.lists.column_order import mark_order
from tui.lists.cursor_pages import CursorWindow
from tui.lists.row_source import RowSource
from tui.lists.table_column import TableColumn

Item = TypeVar("Item")
Read = Callable[[], Awaitable[Sequence[Item]]]


def sorted_source(
    read: Read[Item],
    key: Callable[[Item], Hashable],
    columns: Sequence[TableColumn[Item]],
    order: str = "",
    *,
    opens: bool = True,
) -> RowSource[Item]:
    """Return a source that can be sorted; without an order, the rows stay as they were read."""

    async def fetch(offset: int, limit: int) -> CursorWindow[Item]:
        found = sort_rows(await read(), columns, order)
        return CursorWindow(found[offset : offset + limit], len(found))

    def sort(other: str) -> RowSource[Item]:
        return sorted_source(read, key, columns, other, opens=opens)

    marked = [mark_order(column, order) for column in columns]
    return RowSource(fetch, key, marked, opens=opens, sort=sort, order=order)


def sort_rows(rows: Sequence[Item], columns: Sequence[TableColumn[Item]], order: str) -> Sequence[Item]:
    """Return the rows in an order; those without a value are the last ones, whichever way it goes."""
    field = order.removeprefix("-")
    value = next((column.value for column in columns if column.value and column.field == field), None)
    if value is None:
        return rows
    known = [row for row in rows if value(row) is not None]
    unknown = [row for row in rows if value(row) is None]
    return [*sorted(known, key=value, reverse=order.startswith("-")), *unknown]
