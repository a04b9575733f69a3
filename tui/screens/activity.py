"""The activity: mentions, assignments, answers, decisions on one's work; newest first, as they come."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from daemon.client import Client
from daemon.wire.activity import Notice, NoticePage
from daemon.wire.event import Event
from tui.clock import moment, whole
from tui.marks import Tone
from tui.news import GIVEN, known, latest
from tui.printable import printable
from tui.query import Query
from tui.screen import DeckScreen
from tui.screens import screen_class
from tui.shell_lines import Words
from tui.widgets.chain import Chain
from tui.widgets.column import MIDDLE, Cell, Column
from tui.widgets.facts import Facts
from tui.widgets.rows import Rows
from tui.widgets.source import Source

EMPTY = "Nothing that others did concerns you yet.\nf asks somebody to look, @name in a comment tells them."


class ActivityScreen(DeckScreen):
    """Opening one shows its unit. What is shown counts as seen; what came in this sitting is marked until opened."""

    NAME = "activity"
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self) -> None:
        super().__init__()
        self._fresh: set[int] = set()

    def body(self) -> ComposeResult:
        columns: Sequence[Column[Notice]] = (
            Column("", 1, self._mark),
            Column("AT", 8, lambda notice: Cell(moment(notice.at), Tone.QUIET), least=MIDDLE),
            Column("UNIT", 28, lambda notice: Cell(printable(notice.name)), least=MIDDLE),
            Column("WHAT", 0, lambda notice: Cell(printable(notice.sentence))),
        )
        yield Rows[Notice](Source(Chain(self._read).fetch, lambda notice: notice.id, columns, is_log=True), EMPTY)
        yield Facts()

    async def load(self) -> None:
        def see(client: Client) -> NoticePage:
            page = latest(client)
            return client.activity.seen(known(page).newest) if page.unseen else page

        self._fresh |= {notice.id for notice in (await self.ask(latest)).items if not notice.seen}
        await self.query_one(Rows).reload()
        self.deck.news = known(await self.ask(see))

    def concerns(self, events: Sequence[Event]) -> bool:
        return any(event.type == GIVEN for event in events)

    def words(self) -> Words:
        notice = self.query_one(Rows).current
        return {"unit": str(notice.unit), "project": notice.project} if isinstance(notice, Notice) else {}

    def on_rows_moved(self, message: Rows.Moved) -> None:
        """Show the one under the cursor whole: a line of the list has no room for all that was said."""
        notice, facts = message.rows.current, self.query_one(Facts)
        if isinstance(notice, Notice):
            facts.show(notice.name, {"at": whole(notice.at), "project": notice.project, "what": notice.sentence})
        else:
            facts.shut()

    def on_rows_opened(self, message: Rows.Opened) -> None:
        notice = message.rows.current
        if isinstance(notice, Notice):
            self._fresh.discard(notice.id)
            self.app.push_screen(screen_class("review")(Query(notice.project, f"id = {notice.unit}"), notice.unit, 0))

    def _mark(self, notice: Notice) -> Cell:
        return Cell("•" if notice.id in self._fresh else "", Tone.ACCENT)

    async def _read(self, cursor: str | None, limit: int) -> NoticePage:
        return await self.ask(lambda client: client.activity.page(cursor, limit))
