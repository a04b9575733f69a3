"""The loaded part of a long list: windows of it, the nearest ones kept."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
WINDOW = 200
AHEAD = 100  # rows beyond the visible ones that are loaded in advance
MAX_WINDOWS = 12


class RowCache(Generic[Item]):
    """Rows by their place; None where the window has not been loaded."""

    def __init__(self, key: Callable[[Item], Hashable]) -> None:
        self._key = key
        self._windows: dict[int, Sequence[Item]] = {}
        self.total = 0

    def __getitem__(self, place: int) -> Item | None:
        number, within = divmod(place, WINDOW)
        window = self._windows.get(number, ())
        if within >= len(window):
            return None
        return window[within]

    def items(self) -> list[Item]:
        """Return every loaded item."""
        return [item for window in self._windows.values() for item in window]

    def put(self, number: int, items: Sequence[Item], total: int) -> None:
        """Keep a window, and drop the farthest one if there are too many."""
        self._windows[number] = items
        self.total = total
        if len(self._windows) > MAX_WINDOWS:
            del self._windows[max(self._windows, key=lambda each: abs(each - number))]

    def missing(self, first: int, last: int) -> list[int]:
        """Return the windows to load for these places and those around them, the visible ones first."""
        seen = self._numbers(first, last)
        around = self._numbers(first - AHEAD, last + AHEAD)
        return [
            number for number in (*seen, *(each for each in around if each not in seen)) if self._is_missing(number)
        ]

    def place_of(self, key: Hashable, near: int) -> int | None:
        """Return the current place of an item, searching nearby first."""
        numbers = sorted(self._windows, key=lambda number: abs(number - near // WINDOW))
        for number in numbers:
            for within, item in enumerate(self._windows[number]):
                if self._key(item) == key:
                    return number * WINDOW + within
        return None

    def _numbers(self, first: int, last: int) -> range:
        end = min(last, self.total - 1)
        return range(max(first, 0) // WINDOW, max(end, 0) // WINDOW + 1)

    def _is_missing(self, number: int) -> bool:
        return number not in self._windows
