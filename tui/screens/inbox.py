"""The inbox: the units of a project, the ones that a query finds, with how each stands."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from daemon.client import Client, ClientError
from daemon.client.errors import InvalidError
from daemon.wire.decision import REASONS, NewDecision, Word
from daemon.wire.errors import WireError
from daemon.wire.event import Event
from daemon.wire.inbox import Counts, InboxPage, Item, SavedView, Term
from daemon.wire.role import Permission
from tui.deciding import about, rejection
from tui.printable import printable
from tui.query import Query
from tui.screen import DeckScreen
from tui.screens import screen_class
from tui.telling import told
from tui.units import COLUMNS
from tui.widgets.query_line import QueryLine
from tui.widgets.rows import Rows, Source
from tui.widgets.standing import Standing

NO_PROJECT = "No project yet.\nIn the folder of your SQL, type: specdeck init\nOr look around first: specdeck demo"
NO_UNIT = "No unit yet.\nUnits come as the project's files are read; J shows the jobs that do so."
NO_MATCH = "No unit matches.\nesc shows all again, / asks for others."
DECIDING = ("decide", "reject", "undo", "redo")
ORDERS = ("", "name", "-changed", "coverage", "-lines")


class InboxScreen(DeckScreen):
    """The list that a reviewer lives in."""

    NAME = "inbox"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("slash", "filter", "filter", id="inbox.filter"),
        Binding("o", "order", "order", id="inbox.order"),
        Binding("a", "decide('approve')", "approve", id="inbox.approve"),
        Binding("r", "reject", "reject", id="inbox.reject"),
        Binding("s", "decide('skip')", "skip", id="inbox.skip"),
        Binding("f", "decide('flag')", "flag", id="inbox.flag"),
        Binding("u", "undo", "undo", id="inbox.undo"),
        Binding("ctrl+r", "redo", "redo", id="inbox.redo", show=False),
        Binding("escape", "back", "back", id="inbox.back", show=False),
        *(Binding(str(n), f"view({n})", f"view {n}", id=f"inbox.view_{n}", show=False) for n in range(1, 10)),
    ]

    def __init__(self) -> None:
        super().__init__()
        self.query_shown = Query("")
        self._terms: Sequence[Term] = ()
        self._views: Sequence[SavedView] = ()
        self._counts: Counts | None = None

    def body(self) -> ComposeResult:
        yield Standing()
        yield QueryLine(lambda: self._terms)
        yield Rows[Item](self._source())

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
            self._terms, self._views = await self.ask(self._vocabulary)
        self._tell()

    def concerns(self, events: Sequence[Event]) -> bool:
        return any(event.type.startswith(("unit.", "project.", "source.")) for event in events)

    async def _count(self, query: Query) -> Counts:
        return await self.ask(lambda client: client.inbox.counts(query.project, query.where))

    async def _reload(self) -> None:
        await self.query_one(Rows).reload()

    def _vocabulary(self, client: Client) -> tuple[Sequence[Term], Sequence[SavedView]]:
        return client.inbox.terms().items, client.inbox.views(self.query_shown.project).items

    def _source(self) -> Source[Item]:
        query = self.query_shown

        async def fetch(offset: int, limit: int) -> InboxPage:
            if not query.project:
                return InboxPage((), 0, 0)
            return await self.ask(lambda c: c.inbox.page(query.project, query.where, query.sort, offset, limit))

        return Source(fetch, lambda item: item.id, COLUMNS)

    # --- what is shown

    def show(self, query: Query) -> None:
        """Show other units, or the same in another order."""
        self.query_shown = query
        self.query_one(Rows).change(self._source())
        self.refresh_data()

    def _enter(self, project: str) -> None:
        if project != self.query_shown.project:
            self._terms = ()
            self.show(Query(project))

    def _tell(self) -> None:
        counts, query = self._counts, self.query_shown
        if counts is None:
            return
        self._say_empty(NO_MATCH if query.where else NO_UNIT)
        self.query_one(Standing).show(counts)
        chosen = self.query_one(Rows).chosen.count(counts.total)
        right = f"{chosen} of {counts.total} selected" if chosen else f"{counts.total} units"
        order = f", by {query.sort}" if query.sort else ""
        self.query_one(QueryLine).tell(_asked(query, self._views), right + order)

    def _say_empty(self, text: str) -> None:
        self.query_one(Rows).empty = text

    def words(self) -> Mapping[str, str]:
        query, item = self.query_shown, self.query_one(Rows).current
        unit = item.name if isinstance(item, Item) else ""
        return {"project": query.project, "where": query.where, "sort": query.sort, "unit": unit}

    def says(self) -> Mapping[str, Callable[[str], None]]:
        return {
            "inbox.filter": self.ask_for,
            "inbox.order": self.order_by,
            "inbox.approve": lambda why: self.decide(NewDecision(Word.APPROVE, words=why)),
            "inbox.reject": self.reject,
            "inbox.skip": lambda why: self.decide(NewDecision(Word.SKIP, words=why)),
            "inbox.flag": lambda whom: self.decide(NewDecision(Word.FLAG, asked=tuple(whom.split()))),
        }

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "view":
            return int(str(parameters[0])) <= len(self._views)
        return action not in DECIDING or self.deck.person.may(Permission.DECIDE) or None

    # --- deciding

    def decide(self, decision: NewDecision) -> None:
        """Say a word of the chosen units, or of the one under the cursor; one undo takes it back."""
        self.run_worker(self._decide(decision), group="acts")

    def reject(self, words: str) -> None:
        """Reject for a reason of the taxonomy; what follows it is for whoever mends it."""
        if decision := rejection(words):
            self.decide(decision)
        else:
            self.deck.warn("A rejection has a reason.", f"One of {', '.join(REASONS)}; then what you want to say.")

    async def _decide(self, decision: NewDecision) -> None:
        rows = self.query_one(Rows)
        try:
            question = await about(rows, self.query_shown, decision)
            if not rows.chosen:
                rows.action_move(1)
            act = await self.ask(question) if question else None
        except (ClientError, WireError) as error:
            self.deck.complain(error)
            return
        if act is not None:
            rows.clear_choice()
            self.deck.say(told(act))

    def action_decide(self, word: str) -> None:
        self.decide(NewDecision(Word(word)))

    async def action_reject(self) -> None:
        """Ask for the reason, in the command line."""
        await self.deck.action_command_line("reject ")

    def action_undo(self) -> None:
        """Take one's latest act back, wherever it was done."""
        project = self.query_shown.project
        self.deck.act(lambda client: client.reviews.undo(project), told)

    def action_redo(self) -> None:
        """Do again what was taken back."""
        project = self.query_shown.project
        self.deck.act(lambda client: client.reviews.redo(project), told)

    # --- keys

    def action_filter(self) -> None:
        """Type which units to show."""
        self.query_one(QueryLine).edit(self.query_shown.where)

    def ask_for(self, where: str) -> None:
        """Show the units that a query finds; one that cannot be read is given back to be mended."""
        self.action_filter()
        self.query_one(QueryLine).edit(where)
        self.post_message(QueryLine.Asked(where, final=True))

    def order_by(self, sort: str) -> None:
        """Show the same units in this order."""
        self.show(replace(self.query_shown, sort=sort))

    def on_query_line_asked(self, message: QueryLine.Asked) -> None:
        self.run_worker(self._try(message), group="query", exclusive=True)

    async def _try(self, message: QueryLine.Asked) -> None:
        line, query = self.query_one(QueryLine), replace(self.query_shown, where=message.text.strip())
        try:
            self._counts = await self._count(query)
        except InvalidError as error:
            line.fail(f"{error.sentence} {error.hint}".strip(), place_of(error))
            return
        except (ClientError, WireError) as error:
            self.deck.complain(error)
            return
        line.clear()
        if query != self.query_shown:
            self.show(query)
        if message.final:
            self.on_query_line_left()

    def on_query_line_left(self) -> None:
        self.query_one(QueryLine).close()
        self.query_one(Rows).focus()
        self._tell()

    def action_order(self) -> None:
        """Sort by the next order."""
        now = self.query_shown.sort
        following = ORDERS[(ORDERS.index(now) + 1) % len(ORDERS)] if now in ORDERS else ORDERS[0]
        self.order_by(following)

    def action_view(self, number: int) -> None:
        """Show a saved view."""
        if number <= len(self._views):
            view = self._views[number - 1]
            self.show(Query(self.query_shown.project, view.where, view.sort))

    def action_back(self) -> None:
        """Choose nothing; if nothing is chosen, show all units again."""
        rows = self.query_one(Rows)
        if rows.chosen:
            rows.clear_choice()
        elif self.query_shown.where:
            self.show(replace(self.query_shown, where=""))

    def on_rows_chosen(self) -> None:
        self._tell()

    def on_rows_opened(self, message: Rows.Moved) -> None:
        item = message.rows.current
        if isinstance(item, Item):
            self.app.push_screen(screen_class("review")(self.query_shown, item.id, message.rows.place))


def _asked(query: Query, views: Sequence[SavedView]) -> Content:
    """The query, then the saved views with their keys."""
    asked = (printable(query.where), "bold") if query.where else ("all units", "")
    parts: list[str | Content | tuple[str, str]] = [("/ ", "$accent"), asked]
    for number, view in enumerate(views[:9], 1):
        here = (view.where, view.sort) == (query.where, query.sort)
        style = "$accent" if here else "$foreground-muted"
        parts.append((f"   {number} {printable(view.name)}", style))
    return Content.assemble(*parts)


def place_of(error: InvalidError) -> int | None:
    """Where in the query the mistake is, if the daemon says so."""
    places = (flaw.where.rpartition(":")[2] for flaw in error.problem.flaws)
    return next((int(place) for place in places if place.isdigit()), None)
