"""A walk along a list of units: which one is next, which was before, and what has been read ahead."""

import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from daemon.client import Client
from daemon.wire.inbox import InboxItem
from tui.inbox.unit_query import UnitQuery
from tui.review.prefetch import PreparedUnit

BEFORE, AFTER = 4, 5
AHEAD = (1, 2, -1)
"""What is read ahead, in this order, as steps from the current unit."""


@dataclass(frozen=True, slots=True)
class ListSlice:
    """A part of a list, and the length of the whole list."""

    items: Sequence[InboxItem]
    first: int
    total: int


UNREAD = ListSlice((), 0, sys.maxsize)
"""Nothing has been read yet: the list may be long."""


def read_slice(client: Client, query: UnitQuery, place: int) -> ListSlice:
    """Read the part of a list around a place."""
    first = max(place - BEFORE, 0)
    page = client.inbox.page(query.project, query.where, query.sort, first, BEFORE + 1 + AFTER)
    return ListSlice(page.items, first, page.total)


class ListWalk:
    """A place in a list that changes during the walk: a decided unit may leave it, and the next takes its place."""

    def __init__(self, query: UnitQuery, unit: int, place: int) -> None:
        self.query = query
        self.unit = unit
        self.place = place
        self._around = UNREAD
        self._read: Mapping[int, PreparedUnit] = {}

    @property
    def position(self) -> str:
        """The place in the list, in words."""
        total = self._around.total
        if self._around is UNREAD or not total:
            return ""
        return f"{total} in the list" if self._here is None else f"{self.place + 1} of {total}"

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left in the list."""
        return not self._around.total

    @property
    def near(self) -> tuple[int, ...]:
        """The units that are likely to be next."""
        return tuple(unit for way in AHEAD if (unit := self.neighbour(way)) is not None)

    def look_around(self, part: ListSlice) -> None:
        """Find the unit in the current list."""
        self._around = part
        here = self._here
        self.place = min(self.place, part.total)
        if here is not None:
            self.place = part.first + here

    @property
    def known(self) -> Mapping[int, PreparedUnit]:
        """The current unit and its neighbours, as far as they were read; the list may have changed since."""
        return {unit: self._read[unit] for unit in (self.unit, *self.near) if unit in self._read}

    @property
    def at_hand(self) -> Mapping[int, PreparedUnit]:
        """What is known and has not changed since it was read."""
        listed = {item.id: item for item in self._around.items}
        return {unit: known for unit, known in self.known.items() if known.review.item == listed.get(unit)}

    def keep(self, units: Mapping[int, PreparedUnit]) -> None:
        """Keep these units and drop all others."""
        self._read = units

    def neighbour(self, way: int) -> int | None:
        """Return the unit this many steps away, if any. If the current unit left the list, the next took its place."""
        here = self._here
        if here is None:
            here = self.place - self._around.first - (way > 0)
        there = here + way
        if not 0 <= there < len(self._around.items):
            return None
        return self._around.items[there].id

    def ends(self, way: int) -> bool:
        """Return whether the list ends here. It does not as far as it has not been read."""
        if self._here is None:  # the next unit took the place of this one
            way = min(way, 0)
        return not 0 <= self.place + way < self._around.total

    def go(self, unit: int) -> PreparedUnit | None:
        """Go to another unit. Return it if it was read ahead."""
        self.unit = unit
        if self._here is not None:
            self.place = self._around.first + self._here
        return self.at_hand.get(unit)

    @property
    def _here(self) -> int | None:
        return next((place for place, item in enumerate(self._around.items) if item.id == self.unit), None)
