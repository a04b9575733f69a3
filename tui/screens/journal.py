"""The journal: every event, the newest first."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from daemon.wire.event import Event
from tui.appearance.badges import Tone
from tui.commands.shell_lines import ShellValues
from tui.deck_screen import DeckScreen
from tui.journal.event_sentences import NamedEvent
from tui.lists.row_list import ROW_LIST, RowList
from tui.lists.row_source import RowSource
from tui.lists.table_column import WIDE, Cell, TableColumn
from tui.local_time import full_time, short_time
from tui.printable import to_printable
from tui.remote.journal_pages import JournalPage, find_events, read_journal_page
from tui.screen_spec import ScreenSpec
from tui.widgets.fact_panel import FactPanel
from tui.widgets.query_line import QueryLine

SCREEN = ScreenSpec(
    name="journal",
    title="Journal",
    load=lambda: JournalScreen,
    position=4,
    key="L",
    nodes=(ROW_LIST,),
    command="specdeck events",
    shell_lines={"journal.filter": "specdeck audit search --subject {subject}"},
)
EMPTY = "No events yet."
NO_MATCH = "No event matches.\nesc shows all events, / changes the search."


COLUMNS: Sequence[TableColumn[NamedEvent]] = (
    TableColumn("AT", 8, lambda named: Cell(short_time(named.event.at), Tone.QUIET)),
    TableColumn("EVENT", 18, lambda named: Cell(named.event.type, Tone.QUIET), least=WIDE),
    TableColumn("WHAT HAPPENED", 0, lambda named: Cell(named.sentence)),
)


class JournalScreen(DeckScreen):
    """Lists every event of the journal, which the audit checks."""

    NAME = "journal"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Taken before any other key: the search that is typed next must not be read as keys.
        Binding("slash", "filter", "filter", id="journal.filter", priority=True),
        Binding("escape", "back", "back", id="journal.back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._search = ""

    def body(self) -> ComposeResult:
        yield QueryLine(tuple)
        yield RowList[NamedEvent](self._source(), EMPTY)
        yield FactPanel()

    async def load(self) -> None:
        rows = self.query_one(RowList)
        await rows.reload()
        search = (to_printable(self._search), "bold") if self._search else "all events"
        self.query_one(QueryLine).describe(Content.assemble(("/ ", "$accent"), search), f"{rows.total} events")

    def shell_values(self) -> ShellValues:
        named = self._current
        return {"subject": named.event.subject if named else ""}

    def argument_handlers(self) -> Mapping[str, Callable[[str], None]]:
        return {"journal.filter": self.search_for}

    def search_for(self, words: str) -> None:
        """Show the events that contain all these words."""
        self._search = words
        rows = self.query_one(RowList)
        rows.empty = NO_MATCH if words else EMPTY
        rows.change(self._source())
        self.refresh_data()

    @property
    def _current(self) -> NamedEvent | None:
        return self.query_one(RowList).current

    def _source(self) -> RowSource[NamedEvent]:
        search = self._search

        async def fetch(offset: int, limit: int) -> JournalPage:
            if search:
                return await self.ask(lambda client: find_events(client, search))
            return await self.ask(lambda client: read_journal_page(client, offset, limit))

        return RowSource(fetch, lambda named: named.event.seq, COLUMNS, is_log=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        return action != "filter" or not self.query_one(QueryLine).editing

    # --- keys

    def action_filter(self) -> None:
        """Type which events to show."""
        self.query_one(QueryLine).edit(self._search)

    def action_back(self) -> None:
        """Close the details; without any, show all events again."""
        facts = self.query_one(FactPanel)
        if facts.display:
            facts.close()
        elif self._search:
            self.search_for("")

    def on_query_line_submitted(self, message: QueryLine.Submitted) -> None:
        if message.text.strip() != self._search:
            self.search_for(message.text.strip())

    def on_row_list_opened(self) -> None:
        if named := self._current:
            self.query_one(FactPanel).show(named.sentence, _facts(named.event))

    def on_row_list_cursor_moved(self) -> None:
        if self.query_one(FactPanel).display:
            self.on_row_list_opened()


def _facts(event: Event) -> Mapping[str, str]:
    own = {"number": str(event.seq), "event": event.type, "subject": event.subject}
    own |= {"at": full_time(event.at), "by": event.actor}
    return own | {key: str(value) for key, value in event.data.items()}
