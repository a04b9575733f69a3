"""The journal: what happened, newest first, as it happens."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from daemon.wire.event import Event
from tui.appearance.badges import Tone
from tui.commands.shell_lines import Words
from tui.deck_screen import DeckScreen
from tui.local_time import full_time, short_time
from tui.printable import to_printable
from tui.remote.journal_pages import JournalPage, find_events, read_journal_page
from tui.widgets.fact_panel import FactPanel
from tui.widgets.query_line import QueryLine
from tui.widgets.row_list import RowList
from tui.widgets.row_source import RowSource
from tui.widgets.table_column import MIDDLE, WIDE, Cell, TableColumn

HASH = 64
EMPTY = "Nothing happened yet."
NO_MATCH = "No event says so.\nesc shows all again, / asks for others."


def _said(event: Event) -> str:
    """The event's data in a line: what it is about first."""
    data = dict(event.data)
    named = [str(data.pop("name"))] if "name" in data else []
    return to_printable("  ".join([*named, *filter(None, (_word(key, value) for key, value in data.items()))]))


def _word(key: str, value: object) -> str:
    """What a person can read of one value: no hashes, and nothing that is not so."""
    if value is None or value is False or (isinstance(value, str) and len(value) == HASH):
        return ""
    return key if value is True else str(value) if isinstance(value, str) else f"{key} {value}"


COLUMNS: Sequence[TableColumn[Event]] = (
    TableColumn("AT", 8, lambda event: Cell(short_time(event.at), Tone.QUIET)),
    TableColumn("EVENT", 18, lambda event: Cell(event.type)),
    TableColumn("ABOUT", 22, lambda event: Cell(to_printable(event.subject), Tone.QUIET), least=MIDDLE),
    TableColumn("BY", 12, lambda event: Cell(event.actor, Tone.QUIET), least=WIDE),
    TableColumn("WHAT", 0, lambda event: Cell(_said(event))),
)


class JournalScreen(DeckScreen):
    """Every event that the daemon wrote down; the audit reads the same."""

    NAME = "journal"
    BINDINGS: ClassVar[list[BindingType]] = [
        # Taken before any other key: the query that is typed behind it must not be read as keys.
        Binding("slash", "filter", "filter", id="journal.filter", priority=True),
        Binding("escape", "back", "back", id="journal.back", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._wanted = ""

    def body(self) -> ComposeResult:
        yield QueryLine(tuple)
        yield RowList[Event](self._source(), EMPTY)
        yield FactPanel()

    async def load(self) -> None:
        rows = self.query_one(RowList)
        await rows.reload()
        asked = (to_printable(self._wanted), "bold") if self._wanted else "all events"
        self.query_one(QueryLine).tell(Content.assemble(("/ ", "$accent"), asked), f"{rows.total} events")

    def words(self) -> Words:
        event = self._current
        return {"subject": event.subject if event else ""}

    def says(self) -> Mapping[str, Callable[[str], None]]:
        return {"journal.filter": self.ask_for}

    def ask_for(self, words: str) -> None:
        """Show the events that say all these words."""
        self._wanted = words
        rows = self.query_one(RowList)
        rows.empty = NO_MATCH if words else EMPTY
        rows.change(self._source())
        self.refresh_data()

    @property
    def _current(self) -> Event | None:
        return self.query_one(RowList).current

    def _source(self) -> RowSource[Event]:
        wanted = self._wanted

        async def fetch(offset: int, limit: int) -> JournalPage:
            if wanted:
                return await self.ask(lambda client: find_events(client, wanted))
            return await self.ask(lambda client: read_journal_page(client, offset, limit))

        return RowSource(fetch, lambda event: event.seq, COLUMNS, is_log=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        return action != "filter" or not self.query_one(QueryLine).editing

    # --- keys

    def action_filter(self) -> None:
        """Type which events to show."""
        self.query_one(QueryLine).edit(self._wanted)

    def action_back(self) -> None:
        """Close the details; if none are open, show all events again."""
        facts = self.query_one(FactPanel)
        if facts.display:
            facts.shut()
        elif self._wanted:
            self.ask_for("")

    def on_query_line_asked(self, message: QueryLine.Asked) -> None:
        if message.text.strip() != self._wanted:
            self.ask_for(message.text.strip())

    def on_row_list_opened(self) -> None:
        if event := self._current:
            self.query_one(FactPanel).show(f"{event.type} {event.subject}", _facts(event))

    def on_row_list_cursor_moved(self) -> None:
        if self.query_one(FactPanel).display:
            self.on_row_list_opened()


def _facts(event: Event) -> Mapping[str, str]:
    told = {"number": str(event.seq), "at": full_time(event.at), "by": event.actor}
    return told | {key: str(value) for key, value in event.data.items()}
