"""The activity: mentions, assignments, answers, decisions on one's work; newest first, as they come."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from daemon.client import Client
from daemon.wire.activity import Notice, NoticePage
from daemon.wire.event import Event
from tui.appearance.badges import Tone
from tui.commands.shell_lines import Words
from tui.deck_screen import DeckScreen
from tui.inbox.unit_query import UnitQuery
from tui.local_time import full_time, short_time
from tui.notices import NOTICE_EVENT, count_notices, read_latest_notices
from tui.printable import to_printable
from tui.screens import screen_class
from tui.widgets.cursor_pages import CursorPages
from tui.widgets.fact_panel import FactPanel
from tui.widgets.row_list import RowList
from tui.widgets.row_source import RowSource
from tui.widgets.table_column import MIDDLE, Cell, TableColumn

EMPTY = "Nothing that others did concerns you yet.\nf asks somebody to look, @name in a comment tells them."


class ActivityScreen(DeckScreen):
    """Opening one shows its unit. What is shown counts as seen; what came in this sitting is marked until opened."""

    NAME = "activity"
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self) -> None:
        super().__init__()
        self._fresh: set[int] = set()

    def body(self) -> ComposeResult:
        columns: Sequence[TableColumn[Notice]] = (
            TableColumn("", 1, self._mark),
            TableColumn("AT", 8, lambda notice: Cell(short_time(notice.at), Tone.QUIET), least=MIDDLE),
            TableColumn("UNIT", 28, lambda notice: Cell(to_printable(notice.name)), least=MIDDLE),
            TableColumn("WHAT", 0, lambda notice: Cell(to_printable(notice.sentence))),
        )
        yield RowList[Notice](
            RowSource(CursorPages(self._read).fetch, lambda notice: notice.id, columns, is_log=True), EMPTY
        )
        yield FactPanel()

    async def load(self) -> None:
        def see(client: Client) -> NoticePage:
            page = read_latest_notices(client)
            return client.activity.seen(count_notices(page).newest) if page.unseen else page

        self._fresh |= {notice.id for notice in (await self.ask(read_latest_notices)).items if not notice.seen}
        await self.query_one(RowList).reload()
        self.deck.news = count_notices(await self.ask(see))

    def concerns(self, events: Sequence[Event]) -> bool:
        return any(event.type == NOTICE_EVENT for event in events)

    def words(self) -> Words:
        notice = self.query_one(RowList).current
        return {"unit": str(notice.unit), "project": notice.project} if isinstance(notice, Notice) else {}

    def on_row_list_cursor_moved(self, message: RowList.CursorMoved) -> None:
        """Show the one under the cursor whole: a line of the list has no room for all that was said."""
        notice, facts = message.rows.current, self.query_one(FactPanel)
        if isinstance(notice, Notice):
            facts.show(notice.name, {"at": full_time(notice.at), "project": notice.project, "what": notice.sentence})
        else:
            facts.shut()

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        notice = message.rows.current
        if isinstance(notice, Notice):
            self._fresh.discard(notice.id)
            self.app.push_screen(
                screen_class("review")(UnitQuery(notice.project, f"id = {notice.unit}"), notice.unit, 0)
            )

    def _mark(self, notice: Notice) -> Cell:
        return Cell("•" if notice.id in self._fresh else "", Tone.ACCENT)

    async def _read(self, cursor: str | None, limit: int) -> NoticePage:
        return await self.ask(lambda client: client.activity.page(cursor, limit))
