"""The source of the rows of a list."""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from tui.lists.table_column import TableColumn

Item = TypeVar("Item")


class RowPage(Protocol[Item]):
    """A page of a list from the daemon."""

    @property
    def items(self) -> Sequence[Item]: ...

    @property
    def total(self) -> int: ...


@dataclass(frozen=True, slots=True)
class RowSource(Generic[Item]):
    """A source of rows. `fetch` takes an offset and a limit; `key` identifies a row across refreshes."""

    fetch: Callable[[int, int], Awaitable[RowPage[Item]]]
    key: Callable[[Item], Hashable]
    columns: Sequence[TableColumn[Item]]
    is_log: bool = False  # new rows appear at the top, and a cursor there stays there
    opens: bool = True  # a row has more to show than the list and the panel beside it
    sort: "Callable[[str], RowSource[Item]] | None" = None  # returns the same list in another order
    order: str = ""
