"""The part of a long list that is at hand: windows of it, the nearest kept."""

from collections.abc import Callable, Hashable, Sequence
from typing import Generic, TypeVar

Item = TypeVar("Item")
WINDOW = 200
AHEAD = 100  # rows beyond the visible ones that are fetched before they are needed
MOST = 12


class RowCache(Generic[Item]):
    """Rows by their place; a place whose window has not come yet has None."""

    def __init__(self, key: Callable[[Item], Hashable]) -> None:
        self._key = key
        self._windows: dict[int, Sequence[Item]] = {}
        self.total = 0

    def __getitem__(self, place: int) -> Item | None:
        number, within = divmod(place, WINDOW)
        window = self._windows.get(number, ())
        return window[within] if within < len(window) else None

    def put(self, number: int, items: Sequence[Item], total: int) -> None:
        """Keep a window; the farthest one goes if there are too many."""
        self._windows[number] = items
        self.total = total
        if len(self._windows) > MOST:
            del self._windows[max(self._windows, key=lambda each: abs(each - number))]

    def missing(self, first: int, last: int) -> list[int]:
        """The windows to fetch so that these places and those around them are at hand, the visible ones first."""
        seen = self._numbers(first, last)
        around = self._numbers(first - AHEAD, last + AHEAD)
        return [number for number in (*seen, *(each for each in around if each not in seen)) if self._lacks(number)]

    def place_of(self, key: Hashable, near: int) -> int | None:
        """Where an item stands now, looked for close by first."""
        numbers = sorted(self._windows, key=lambda number: abs(number - near // WINDOW))
        for number in numbers:
            for within, item in enumerate(self._windows[number]):
                if self._key(item) == key:
                    return number * WINDOW + within
        return None

    def _numbers(self, first: int, last: int) -> range:
        end = min(last, self.total - 1) if self.total else 0
        return range(max(first, 0) // WINDOW, max(end, 0) // WINDOW + 1)

    def _lacks(self, number: int) -> bool:
        return number not in self._windows
