"""Read the unit of a walk, and the next ones before they are needed."""

from collections.abc import Callable
from contextlib import suppress

from daemon.client import ClientError
from daemon.wire.errors import WireError
from tui.deck_screen import DeckScreen
from tui.review.list_walk import ListWalk, read_slice
from tui.review.prefetch import PreparedUnit, read_unit


class UnitReader:
    """Reads units for a screen that walks along a list."""

    def __init__(self, screen: DeckScreen, walk: ListWalk, list_read: Callable[[], None]) -> None:
        self._screen = screen
        self._walk = walk
        self._list_read = list_read
        self._is_prefetching = False
        self._prefetch_again = False

    async def read(self, unit: int) -> PreparedUnit:
        """Read one unit, and keep it for the walk."""
        walk, blind = self._walk, self._screen.deck.session.blind
        before = walk.known.get(unit)
        found = await self._screen.ask(lambda client: read_unit(client, unit, before, blind=blind))
        walk.keep({**walk.known, unit: found})
        return found

    async def read_list(self) -> None:
        """Read the part of the list around the unit."""
        walk, place = self._walk, self._walk.place
        walk.look_around(await self._screen.ask(lambda client: read_slice(client, walk.query, place)))
        self._list_read()

    def prefetch(self) -> None:
        """Read what is likely to be next. Requests made meanwhile are answered by one more pass.

        A decision causes two of them, by the next unit and by its event, and a long unit is prepared only once.
        """
        self._prefetch_again = True
        if not self._is_prefetching:
            self._is_prefetching = True
            self._screen.run_worker(self._prefetch(), group="ahead")

    async def _prefetch(self) -> None:
        try:
            with suppress(ClientError, WireError):  # reported when the unit is opened
                while self._prefetch_again:
                    self._prefetch_again = False
                    await self.read_list()
                    await self._read_neighbours()
        finally:
            self._is_prefetching = False

    async def _read_neighbours(self) -> None:
        """Read the units nearby, one by one, until the walk has moved."""
        for unit in self._walk.near:
            if unit not in self._walk.at_hand:
                await self.read(unit)
            if self._prefetch_again:
                return
