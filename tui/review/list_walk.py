"""Walking along a list of units: which is next and which was before, with the next ones read ahead."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from daemon.client import Client
from daemon.wire.inbox import InboxItem
from tui.inbox.unit_query import UnitQuery
from tui.review.prefetch import PreparedUnit

BEFORE, AFTER = 4, 5
AHEAD = (1, 2, -1)
"""What is read ahead, in this order, seen from the unit that is shown."""


@dataclass(frozen=True, slots=True)
class ListSlice:
    """A stretch of a list, and how long all of it is."""

    items: Sequence[InboxItem]
    first: int
    total: int


UNREAD = ListSlice((), 0, sys.maxsize)
"""Nothing of the list was read yet: it may go on for long."""


def read_slice(client: Client, query: UnitQuery, place: int) -> ListSlice:
    """The stretch of a list around a place."""
    first = max(place - BEFORE, 0)
    page = client.inbox.page(query.project, query.where, query.sort, first, BEFORE + 1 + AFTER)
    return ListSlice(page.items, first, page.total)


class ListWalk:
    """A place in a list that changes while one walks: a decided unit may leave it, and the next one take its place."""

    def __init__(self, query: UnitQuery, unit: int, place: int) -> None:
        self.query = query
        self.unit = unit
        self.place = place
        self._around = UNREAD
        self._read: Mapping[int, PreparedUnit] = {}

    @property
    def where(self) -> str:
        """The place in the list, in words."""
        if self._around is UNREAD:
            return ""
        total = self._around.total
        return f"{self.place + 1} of {total}" if self._here is not None else f"{total} in the list" if total else ""

    @property
    def near(self) -> tuple[int, ...]:
        """The units that are likely to be next."""
        return tuple(unit for way in AHEAD if (unit := self.neighbour(way)) is not None)

    def look_around(self, stretch: ListSlice) -> None:
        """Find the unit in the list as it is now."""
        self._around = stretch
        here = self._here
        self.place = min(self.place, stretch.total) if here is None else stretch.first + here

    @property
    def known(self) -> Mapping[int, PreparedUnit]:
        """What is shown, and what is likely to be next, as far as it was read; the list may have changed since."""
        return {unit: self._read[unit] for unit in (self.unit, *self.near) if unit in self._read}

    @property
    def at_hand(self) -> Mapping[int, PreparedUnit]:
        """What is known, and stands in the list as it did when it was read."""
        standing = {item.id: item for item in self._around.items}
        return {unit: known for unit, known in self.known.items() if known.review.item == standing.get(unit)}

    def keep(self, units: Mapping[int, PreparedUnit]) -> None:
        """Know these, and no others."""
        self._read = units

    def neighbour(self, way: int) -> int | None:
        """The unit so many steps on, if the list has one. Where the unit left the list, the next took its place."""
        here = self._here
        if here is None:
            here = self.place - self._around.first - (way > 0)
        there = here + way
        return self._around.items[there].id if 0 <= there < len(self._around.items) else None

    def ends(self, way: int) -> bool:
        """Whether nothing comes further on; where the list was not read so far yet, that is not so."""
        there = self.place + (way if self._here is not None else min(way, 0))
        return not 0 <= there < self._around.total

    def go(self, unit: int) -> PreparedUnit | None:
        """Be at another unit, which is at hand if it was read ahead."""
        self.unit = unit
        if self._here is not None:
            self.place = self._around.first + self._here
        return self.at_hand.get(unit)

    @property
    def _here(self) -> int | None:
        return next((place for place, item in enumerate(self._around.items) if item.id == self.unit), None)
