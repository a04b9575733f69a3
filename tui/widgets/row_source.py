"""Where the rows of a list come from."""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from tui.widgets.table_column import TableColumn

Item = TypeVar("Item")


class RowPage(Protocol[Item]):
    """A window of a list, as the daemon gives it."""

    @property
    def items(self) -> Sequence[Item]: ...

    @property
    def total(self) -> int: ...


@dataclass(frozen=True, slots=True)
class RowSource(Generic[Item]):
    """Where rows come from. `fetch` takes an offset and a limit; `key` tells rows apart over a refresh."""

    fetch: Callable[[int, int], Awaitable[RowPage[Item]]]
    key: Callable[[Item], Hashable]
    columns: Sequence[TableColumn[Item]]
    is_log: bool = False  # rows come at the top, and a cursor there stays there
