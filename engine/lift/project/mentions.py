"""Find the units of a project that name an object: an ALTER must not move past them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence

from engine.source.unit import Unit

WORD = re.compile(r"\w+")


class Mentions:
    """Every word of every unit, with the numbers of the units that contain it."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._places: dict[str, list[int]] = {}
        for at, unit in enumerate(units):
            for word in set(WORD.findall(unit.text.lower())):
                self._places.setdefault(word, []).append(at)

    def between(self, name: str, first: int, stop: int) -> Iterable[int]:
        """Return the units after `first` and before `stop` that may name an object, by the last part of its name."""
        words = WORD.findall(name.partition("(")[0].rpartition(".")[2].lower())
        places = self._places.get(words[0], []) if words else range(len(self._units))
        return places[bisect_right(places, first) : bisect_left(places, stop)]

    def any_between(self, name: str, first: int, stop: int, counts: Callable[[int], bool]) -> bool:
        """Return whether one of those units counts."""
        return any(counts(at) for at in self.between(name, first, stop))
