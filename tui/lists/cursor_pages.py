"""A list that the daemon sends page by page, each with a cursor to the next; read as far as it is scrolled."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

Item = TypeVar("Item")


class CursorPage(Protocol[Item]):
    """One page from the daemon."""

    @property
    def items(self) -> Sequence[Item]: ...

    @property
    def next(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class CursorWindow(Generic[Item]):
    """A window of a list; `total` is the number of rows known so far."""

    items: Sequence[Item]
    total: int


class CursorPages(Generic[Item]):
    """Turns offsets into cursors. Until the end is reached, the total is one row more than was read."""

    def __init__(self, read: Callable[[str | None, int], Awaitable[CursorPage[Item]]]) -> None:
        self._read = read
        self._cursors: list[str | None] = [None]

    async def fetch(self, offset: int, limit: int) -> CursorWindow[Item]:
        """Return a window; it is empty beyond what has been read."""
        number = offset // limit
        if number >= len(self._cursors):
            return CursorWindow((), (len(self._cursors) - 1) * limit + 1)
        page = await self._read(self._cursors[number], limit)
        if page.next is None:
            del self._cursors[number + 1 :]
            return CursorWindow(page.items, offset + len(page.items))
        self._cursors[number + 1 : number + 2] = [page.next]
        return CursorWindow(page.items, (len(self._cursors) - 1) * limit + 1)
