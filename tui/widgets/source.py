"""Where the rows of a list come from."""

from collections.abc import Awaitable, Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from tui.widgets.column import Column

Item = TypeVar("Item")


class Page(Protocol[Item]):
    """A window of a list, as the daemon gives it."""

    @property
    def items(self) -> Sequence[Item]: ...

    @property
    def total(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Source(Generic[Item]):
    """Where rows come from. `fetch` takes an offset and a limit; `key` tells rows apart over a refresh."""

    fetch: Callable[[int, int], Awaitable[Page[Item]]]
    key: Callable[[Item], Hashable]
    columns: Sequence[Column[Item]]
    is_log: bool = False  # rows come at the top, and a cursor there stays there
