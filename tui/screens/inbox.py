"""The inbox: the units of a project, the ones that a query finds, with how each stands."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from daemon.client import Client, ClientError
from daemon.client.errors import InvalidError
from daemon.wire.errors import WireError
from daemon.wire.event import Event
from daemon.wire.inbox import InboxCounts, InboxItem, InboxPage, QueryTerm, SavedView
from tui.inbox.saved_views import ViewsScreen, query_and_views
from tui.inbox.unit_columns import UNIT_COLUMNS
from tui.inbox.unit_query import UnitQuery
from tui.screens import screen_class
from tui.widgets.query_line import QueryLine
from tui.widgets.review_progress import ReviewProgress
from tui.widgets.row_list import RowList
from tui.widgets.row_source import RowSource

if TYPE_CHECKING:
    from tui.review.list_walk import ListWalk
    from tui.screens.review import ReviewScreen

NO_PROJECT = "No project yet.\nIn the folder of your SQL, type: specdeck init\nOr look around first: specdeck demo"
NO_UNIT = "No unit yet.\nUnits come as the project's files are read; J shows the jobs that do so."
NO_MATCH = "No unit matches.\nesc shows all again, / asks for others."
ORDERS = ("", "name", "-changed", "coverage", "-lines")


class InboxScreen(ViewsScreen):
    """The list that a reviewer lives in."""

    NAME = "inbox"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Taken before any other key: the query that is typed behind it must not be read as keys.
        Binding("slash", "filter", "filter", id="inbox.filter", priority=True),
        Binding("o", "order", "order", id="inbox.order"),
        Binding("escape", "back", "back", id="inbox.back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.query_shown = UnitQuery("")
        self._terms: Sequence[QueryTerm] = ()
        self._counts: InboxCounts | None = None
        self._hint = ""  # what may be meant by a query that finds nothing
        self._walk: ListWalk | None = None  # along the list, from a unit that was opened

    def body(self) -> ComposeResult:
        yield ReviewProgress()
        yield QueryLine(lambda: self._terms)
        yield RowList[InboxItem](self._source())

    def on_mount(self) -> None:
        self.watch(self.app, "project", self._enter, init=False)

    # --- reading

    async def load(self) -> None:
        if not self.query_shown.project:
            self._enter(self.deck.project)
        if not self.query_shown.project:
            self._say_empty(NO_PROJECT)
            await self._reload()
            return
        self._counts, _ = await asyncio.gather(self._count(self.query_shown), self._reload())
        if not self._terms:
            self._terms, self.views = await self.ask(self._vocabulary)
        self._tell()

    def concerns(self, events: Sequence[Event]) -> bool:
        return any(event.type.startswith(("unit.", "project.", "source.")) for event in events)

    async def _count(self, query: UnitQuery) -> InboxCounts:
        return await self.ask(lambda client: client.inbox.counts(query.project, query.where))

    async def _reload(self) -> None:
        await self.query_one(RowList).reload()

    def _vocabulary(self, client: Client) -> tuple[Sequence[QueryTerm], Sequence[SavedView]]:
        return client.inbox.terms().items, client.inbox.views(self.query_shown.project).items

    def _source(self) -> RowSource[InboxItem]:
        query = self.query_shown

        async def fetch(offset: int, limit: int) -> InboxPage:
            if not query.project:
                return InboxPage((), 0, 0)
            page = await self.ask(lambda c: c.inbox.page(query.project, query.where, query.sort, offset, limit))
            self._hint = page.hint
            return page

        return RowSource(fetch, lambda item: item.id, UNIT_COLUMNS)

    # --- what is shown

    def show(self, query: UnitQuery) -> None:
        """Show other units, or the same in another order."""
        self.query_shown = query
        self.query_one(RowList).change(self._source())
        self.refresh_data()

    def _enter(self, project: str) -> None:
        if project != self.query_shown.project:
            self._terms = ()
            self.show(UnitQuery(project))

    def _tell(self) -> None:
        counts, query = self._counts, self.query_shown
        if counts is None:
            return
        self._say_empty("\n".join(filter(None, (NO_MATCH, self._hint))) if query.where else NO_UNIT)
        self.query_one(ReviewProgress).show(counts)
        chosen = self.query_one(RowList).chosen.count(counts.total)
        units = f"{counts.total} unit{'' if counts.total == 1 else 's'}"
        right = f"{chosen} of {counts.total} selected" if chosen else units
        order = f", by {_order(query.sort)}" if query.sort else ""
        self.query_one(QueryLine).tell(query_and_views(query, self.views), right + order)

    def views_changed(self) -> None:
        self._tell()

    def _say_empty(self, text: str) -> None:
        rows = self.query_one(RowList)
        if text != rows.empty:
            rows.empty = text
            if not rows.total:  # it was painted with what was said before
                rows.refresh()

    def says(self) -> Mapping[str, Callable[[str], None]]:
        return {**super().says(), "inbox.filter": self.ask_for, "inbox.order": self.order_by}

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "filter":
            return not self.query_one(QueryLine).editing
        return super().check_action(action, parameters)

    # --- keys

    def action_filter(self) -> None:
        """Type which units to show."""
        self.query_one(QueryLine).edit(self.query_shown.where)

    def ask_for(self, where: str) -> None:
        """Show the units that a query finds; one that cannot be read is given back to be mended."""
        self.post_message(QueryLine.Asked(where, final=True))

    def order_by(self, sort: str) -> None:
        """Show the same units in this order."""
        self.show(replace(self.query_shown, sort=sort))

    def on_query_line_asked(self, message: QueryLine.Asked) -> None:
        if message.final and message.text.strip() != self.query_shown.where:
            self.query_one(RowList).hold()
        self.run_worker(self._try(message), group="query", exclusive=True)

    async def _try(self, message: QueryLine.Asked) -> None:
        line, rows = self.query_one(QueryLine), self.query_one(RowList)
        query = replace(self.query_shown, where=message.text.strip())
        try:
            self._counts = await self._count(query)
        except InvalidError as error:
            line.edit(message.text)
            line.fail(f"{error.sentence} {error.hint}".strip(), place_of(error))
            rows.release()
            return
        except (ClientError, WireError) as error:
            self.deck.complain(error)
            rows.release()
            return
        line.clear()
        if query != self.query_shown:
            self.show(query)
        else:
            rows.release()

    def on_query_line_left(self) -> None:
        self.query_one(RowList).release()
        self._tell()

    def action_order(self) -> None:
        """Sort by the next order."""
        now = self.query_shown.sort
        following = ORDERS[(ORDERS.index(now) + 1) % len(ORDERS)] if now in ORDERS else ORDERS[0]
        self.order_by(following)

    def action_back(self) -> None:
        """Choose nothing; if nothing is chosen, show all units again."""
        rows = self.query_one(RowList)
        if rows.chosen:
            rows.clear_choice()
        elif self.query_shown.where:
            self.show(replace(self.query_shown, where=""))

    def on_row_list_selection_changed(self) -> None:
        self._tell()

    def on_row_list_opened(self, message: RowList.CursorMoved) -> None:
        item = message.rows.current
        if isinstance(item, InboxItem):
            review = screen_class("review")(self.query_shown, item.id, message.rows.place)
            self._walk = cast("ReviewScreen", review).walk
            self.app.push_screen(review)

    def on_screen_resume(self) -> None:
        """Go to the unit that was looked at last."""
        if self._walk is not None:
            self.query_one(RowList).go_to(self._walk.unit, self._walk.place)
            self._walk = None


def _order(sort: str) -> str:
    """An order in words: `-changed` is a word for typing."""
    return f"{sort[1:]}, last first" if sort.startswith("-") else sort


def place_of(error: InvalidError) -> int | None:
    """Where in the query the mistake is, if the daemon says so."""
    places = (flaw.where.rpartition(":")[2] for flaw in error.problem.flaws)
    return next((int(place) for place in places if place.isdigit()), None)
