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
from tui.local_time import full_time, short_time
from tui.printable import to_printable
from tui.remote.journal_pages import JournalPage, find_events, read_journal_page
from tui.screen_spec import ScreenSpec
from tui.widgets.fact_panel import FactPanel
from tui.widgets.query_line import QueryLine
from tui.widgets.row_list import ROW_LIST, RowList
from tui.widgets.row_source import RowSource
from tui.widgets.table_column import MIDDLE, WIDE, Cell, TableColumn

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
HASH_LENGTH = 64
EMPTY = "No events yet."
NO_MATCH = "No event matches.\nesc shows all events, / changes the search."


def _data_in_words(event: Event) -> str:
    """Return the data of an event in one line, its name first."""
    data = dict(event.data)
    name = str(data.pop("name", ""))
    words = (_word(key, value) for key, value in data.items())
    return to_printable("  ".join(filter(None, (name, *words))))


def _word(key: str, value: object) -> str:
    """Return a value in words; hashes and false values are left out."""
    if value is None or value is False or (isinstance(value, str) and len(value) == HASH_LENGTH):
        return ""
    if value is True:
        return key
    return value if isinstance(value, str) else f"{key} {value}"


COLUMNS: Sequence[TableColumn[Event]] = (
    TableColumn("AT", 8, lambda event: Cell(short_time(event.at), Tone.QUIET)),
    TableColumn("EVENT", 18, lambda event: Cell(event.type)),
    TableColumn("SUBJECT", 22, lambda event: Cell(to_printable(event.subject), Tone.QUIET), least=MIDDLE),
    TableColumn("BY", 12, lambda event: Cell(event.actor, Tone.QUIET), least=WIDE),
    TableColumn("DETAILS", 0, lambda event: Cell(_data_in_words(event))),
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
        yield RowList[Event](self._source(), EMPTY)
        yield FactPanel()

    async def load(self) -> None:
        rows = self.query_one(RowList)
        await rows.reload()
        search = (to_printable(self._search), "bold") if self._search else "all events"
        self.query_one(QueryLine).describe(Content.assemble(("/ ", "$accent"), search), f"{rows.total} events")

    def shell_values(self) -> ShellValues:
        event = self._current
        return {"subject": event.subject if event else ""}

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
    def _current(self) -> Event | None:
        return self.query_one(RowList).current

    def _source(self) -> RowSource[Event]:
        search = self._search

        async def fetch(offset: int, limit: int) -> JournalPage:
            if search:
                return await self.ask(lambda client: find_events(client, search))
            return await self.ask(lambda client: read_journal_page(client, offset, limit))

        return RowSource(fetch, lambda event: event.seq, COLUMNS, is_log=True)

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
        if event := self._current:
            self.query_one(FactPanel).show(f"{event.type} {event.subject}", _facts(event))

    def on_row_list_cursor_moved(self) -> None:
        if self.query_one(FactPanel).display:
            self.on_row_list_opened()


def _facts(event: Event) -> Mapping[str, str]:
    own = {"number": str(event.seq), "at": full_time(event.at), "by": event.actor}
    return own | {key: str(value) for key, value in event.data.items()}
