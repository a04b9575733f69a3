"""The review deck: one unit of a list after the other, each read ahead of who walks along it."""

from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

from textual.binding import Binding, BindingType

from daemon.client import ClientError
from daemon.wire.decision import Act, NewDecision
from daemon.wire.errors import WireError
from daemon.wire.event import Event
from tui.diff.diff_view import DiffView
from tui.inbox.unit_query import UnitQuery
from tui.review import prefetch
from tui.review.diff_models import Comparison
from tui.review.list_walk import ListWalk, read_slice
from tui.review.panel import Panel
from tui.review.prefetch import PreparedUnit
from tui.review.unit_actions import ADVANCING
from tui.review.unit_heading import UnitHeading
from tui.review.unit_view import ROOMY, LookingScreen
from tui.review.why_disabled import disabled_reason


class ReviewScreen(LookingScreen):
    """Walks along a list from a unit on it. Each word leads to the next unit; escape leads back to the list."""

    NAME = "review"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a", "approve", "approve", id="review.approve"),
        Binding("r", "reject", "reject", id="review.reject"),
        Binding("e", "edit", "edit", id="review.edit"),
        Binding("s", "skip", "skip", id="review.skip"),
        Binding("u", "undo", "undo", id="review.undo"),
        Binding("f", "flag", "flag", id="review.flag"),
        Binding("c", "comment", "comment", id="review.comment"),
        Binding("m", "merge", "merge", id="review.merge"),
        Binding("full_stop", "go(1)", "next unit", id="review.next", key_display="."),
        Binding("comma", "go(-1)", "previous unit", id="review.previous", key_display=",", show=False),
        Binding("escape", "back", "back", id="review.back", key_display="esc"),
        Binding("A", "approve_alike", "approve all alike", id="review.approve_alike", show=False),
        Binding("R", "reject_alike", "reject all alike", id="review.reject_alike", show=False),
        Binding("E", "edit_outside", "edit in $EDITOR", id="review.edit_outside", show=False),
        Binding("ctrl+r", "redo", "redo", id="review.redo", show=False),
        Binding("d", "round_trip", "round trip", id="review.round_trip", show=False),
        Binding("i", "page('why')", "why look", id="review.why", show=False),
        Binding("p", "page('proposals')", "proposals", id="review.proposals", show=False),
        Binding("H", "page('history')", "history", id="review.history", show=False),
        Binding("b", "blind", "judge blind", id="review.blind", show=False),
    ]

    def __init__(self, query: UnitQuery, unit: int, place: int = 0) -> None:
        super().__init__()
        self.walk = ListWalk(query, unit, place)
        self._reading_ahead = self._ahead_wanted = False

    @property
    def where(self) -> str:
        return self.walk.where

    # --- reading

    async def load(self) -> None:
        unit = self.walk.unit
        try:
            found = await self._read(unit)
        except (ClientError, WireError) as error:
            if self.review is None:
                self.query_one(UnitHeading).tell(error)
            raise
        if unit == self.walk.unit:
            self.show(found)
        self._look_ahead()

    async def _read(self, unit: int) -> PreparedUnit:
        walk, blind = self.walk, self.sitting.blind
        before = walk.known.get(unit)
        found = await self.ask(lambda client: prefetch.read_unit(client, unit, before, blind=blind))
        walk.keep({**walk.known, unit: found})
        return found

    async def _look_around(self) -> None:
        walk, place = self.walk, self.walk.place
        walk.look_around(await self.ask(lambda client: read_slice(client, walk.query, place)))
        self._head()

    def _look_ahead(self) -> None:
        """Have what is likely to be next read; while that goes on, once more after it.

        A word leads here twice, by the next unit and by its event, and a long unit is drawn but once.
        """
        self._ahead_wanted = True
        if not self._reading_ahead:
            self._reading_ahead = True
            self.run_worker(self._read_ahead(), group="ahead")

    async def _read_ahead(self) -> None:
        try:
            with suppress(ClientError, WireError):  # it is read when it is wanted, and complained of then
                while self._ahead_wanted:
                    self._ahead_wanted = False
                    await self._look_around()
                    await self._read_near()
        finally:
            self._reading_ahead = False

    async def _read_near(self) -> None:
        """Read the units around, one by one, until one is at another place."""
        for unit in self.walk.near:
            if unit not in self.walk.at_hand:
                await self._read(unit)
            if self._ahead_wanted:
                return

    def concerns(self, events: Sequence[Event]) -> bool:
        return any(event.type.startswith("unit.") for event in events)

    # --- going on

    def action_go(self, way: int) -> None:
        """Show the unit so many steps on."""
        unit = self.walk.neighbour(way)
        if unit is not None:
            self._go_to(unit)
        elif self.walk.ends(way):
            self.deck.say("This is the last unit of the list." if way > 0 else "This is the first unit of the list.")
        else:
            self.run_worker(self._go_on(way), group="steps")

    async def _go_on(self, way: int) -> None:
        """Read the list first: keys came faster than it was read ahead."""
        try:
            await self._look_around()
        except (ClientError, WireError) as error:
            self.deck.complain(error)
        else:
            self.action_go(way)

    def _go_to(self, unit: int) -> None:
        found = self.walk.go(unit)
        if found is None:
            self._leave()
            self.refresh_data()
        else:
            self.show(found)
            self._look_ahead()

    def _leave(self) -> None:
        """What is shown until the next unit comes is not to be decided upon any more."""
        if self.review is not None:
            self.query_one(UnitHeading).show(self.review.item, blind=self.sitting.blind, where="reading the next…")
        self.review = None
        self.refresh_bindings()

    def decided(self, decision: NewDecision) -> None:
        if decision.proposal is not None:
            self.picture, self.proposal = Comparison.LINKS, None
            self.refresh_data()
        elif decision.kind in ADVANCING and not self.walk.ends(1):
            self.action_go(1)
        else:
            self.refresh_data()

    def acted(self, act: Act) -> None:
        units = [outcome.unit for outcome in act.outcomes if outcome.problem is None]
        if len(units) == 1 and units[0] != self.walk.unit:
            self._go_to(units[0])
        else:
            self.refresh_data()

    def action_back(self) -> None:
        """Fold the panel, then leave what is compared, then the unit."""
        panel = self.query_one(Panel)
        if panel.has_focus_within or (panel.page and self.size.height < ROOMY[1]):
            panel.fold()
            self.query_one(DiffView).focus()
        elif self.picture is not Comparison.LINKS:
            self._look(Comparison.LINKS)
        else:
            self.app.pop_screen()

    # --- what may be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        return None if self.why_not(action) else True

    def why_not(self, action: str) -> str | None:
        """Why a key does nothing now; None if it does."""
        return disabled_reason(self.review, self.proposal, action, self.deck.person)
