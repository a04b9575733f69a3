"""The order of a list in words, such as `-risk`, and its mark on the title of a column."""

from dataclasses import replace
from typing import TypeVar

from tui.lists.table_column import TableColumn

Item = TypeVar("Item")
ASCENDING, DESCENDING = "▴", "▾"


def sorted_by(order: str, field: str) -> str:
    """Return the order after a field was chosen once more: ascending, descending, then the default."""
    following = {field: f"-{field}", f"-{field}": ""}
    return following.get(order, field)


def mark_order(column: TableColumn[Item], order: str) -> TableColumn[Item]:
    """Mark the column that the rows are sorted by."""
    first = order.partition(",")[0]
    if not first or not column.title or first.removeprefix("-") != column.field:
        return column
    title = f"{column.title} {DESCENDING if first.startswith('-') else ASCENDING}"
    return replace(column, title=title, width=column.width and max(column.width, len(title)))
