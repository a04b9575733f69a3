"""Which columns the inbox shows, and by which it is sorted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import accumulate

from daemon.wire.inbox import InboxItem
from tui.inbox.unit_columns import ALL_COLUMNS, UNIT_COLUMNS
from tui.lists.column_order import mark_order
from tui.lists.row_painter import EDGE
from tui.lists.table_column import GAP, TableColumn, fit_columns

NAME_CELLS = 20  # what the name of a unit keeps before a further column is shown
COLUMNS = {column.field: column for column in ALL_COLUMNS}


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """The columns by their words in queries, in order, and the order of the rows; without names, what fits is shown."""

    names: tuple[str, ...] = ()
    sort: str = ""


def column_choice(names: Sequence[object], sort: str) -> ColumnChoice:
    """Return a choice of the columns that exist; the name of the unit is always one of them."""
    known = tuple(dict.fromkeys(str(name) for name in names if str(name) in COLUMNS))
    if known and "name" not in known:
        known = ("name", *known)
    return ColumnChoice(known, sort)


def shown_columns(choice: ColumnChoice) -> Sequence[TableColumn[InboxItem]]:
    """Return the columns of a choice; those at the end are left out of a list that is too narrow for them."""
    return [mark_order(column, choice.sort) for column in _chosen(choice.names) or UNIT_COLUMNS]


def fitting_names(width: int) -> tuple[str, ...]:
    """Return the columns that a list of this width shows without a choice."""
    return tuple(column.field for column, _ in fit_columns(UNIT_COLUMNS, width - EDGE))


def _chosen(names: Sequence[str]) -> list[TableColumn[InboxItem]]:
    columns = [COLUMNS[name] for name in names]
    ends = accumulate(column.width + GAP for column in columns)
    return [
        replace(column, least=end + NAME_CELLS + EDGE if column.width else 0)
        for column, end in zip(columns, ends, strict=True)
    ]
