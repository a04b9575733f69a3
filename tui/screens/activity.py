"""The activity: mentions, assignments, answers and decisions on the user's work, the newest first."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from daemon.client import Client
from daemon.wire.activity import Notice, NoticePage
from daemon.wire.event import Event
from tui.appearance.badges import Tone
from tui.commands.shell_lines import ShellValues
from tui.deck_screen import DeckScreen
from tui.inbox.unit_query import UnitQuery
from tui.lists.cursor_pages import CursorPages
from tui.lists.row_list import ROW_LIST, RowList
from tui.lists.row_source import RowSource
from tui.lists.table_column import MIDDLE, Cell, TableColumn
from tui.local_time import full_time, short_time
from tui.notices import NOTICE_EVENT, count_notices, read_latest_notices
from tui.printable import to_printable
from tui.screen_spec import ScreenSpec
from tui.widgets.fact_panel import FactPanel

SCREEN = ScreenSpec(
    name="activity",
    title="Activity",
    load=lambda: ActivityScreen,
    position=5,
    key="at",
    tab=False,
    nodes=(ROW_LIST,),
    command="specdeck activity",
)
EMPTY = "No notices yet.\nf asks a person to look at a unit, @name in a comment notifies them."


class ActivityScreen(DeckScreen):
    """Lists notices; opening one shows its unit. Listed notices count as seen, and new ones are marked until opened."""

    NAME = "activity"
    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self) -> None:
        super().__init__()
        self._new: set[int] = set()

    def body(self) -> ComposeResult:
        columns: Sequence[TableColumn[Notice]] = (
            TableColumn("", 1, self._mark),
            TableColumn("AT", 8, lambda notice: Cell(short_time(notice.at), Tone.QUIET), least=MIDDLE),
            TableColumn("UNIT", 28, lambda notice: Cell(to_printable(notice.name)), least=MIDDLE, stretches=True),
            TableColumn("NOTICE", 0, lambda notice: Cell(to_printable(notice.sentence))),
        )
        yield RowList[Notice](
            RowSource(CursorPages(self._read).fetch, lambda notice: notice.id, columns, is_log=True), EMPTY
        )
        yield FactPanel()

    async def load(self) -> None:
        def mark_seen(client: Client) -> NoticePage:
            page = read_latest_notices(client)
            if not page.unseen:
                return page
            return client.activity.seen(count_notices(page).newest)

        self._new |= {notice.id for notice in (await self.ask(read_latest_notices)).items if not notice.seen}
        await self.query_one(RowList).reload()
        self.deck.notice_count = count_notices(await self.ask(mark_seen))

    def is_affected_by(self, events: Sequence[Event]) -> bool:
        return any(event.type == NOTICE_EVENT for event in events)

    def shell_values(self) -> ShellValues:
        notice = self.query_one(RowList).current
        if not isinstance(notice, Notice):
            return {}
        return {"unit": str(notice.unit), "project": notice.project}

    def on_row_list_cursor_moved(self, message: RowList.CursorMoved) -> None:
        """Show the whole notice under the cursor: a line of the list is too short for it."""
        notice, facts = message.rows.current, self.query_one(FactPanel)
        if isinstance(notice, Notice):
            facts.show(notice.name, {"at": full_time(notice.at), "project": notice.project, "notice": notice.sentence})
        else:
            facts.close()

    def on_row_list_opened(self, message: RowList.Opened) -> None:
        notice = message.rows.current
        if isinstance(notice, Notice):
            self._new.discard(notice.id)
            query = UnitQuery(notice.project, f"id = {notice.unit}")
            self.app.push_screen(self.deck.make_screen("review", query, notice.unit, 0))

    def _mark(self, notice: Notice) -> Cell:
        return Cell("•" if notice.id in self._new else "", Tone.ACCENT)

    async def _read(self, cursor: str | None, limit: int) -> NoticePage:
        return await self.ask(lambda client: client.activity.page(cursor, limit))
