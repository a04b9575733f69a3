"""The journal: what happened, newest first, as it happens."""

from collections.abc import Callable, Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from daemon.wire.event import Event
from tui.clock import moment, whole
from tui.marks import Tone
from tui.past import Stretch, mentioning, stretch
from tui.printable import printable
from tui.screen import DeckScreen
from tui.shell_lines import Words
from tui.widgets.column import MIDDLE, WIDE, Cell, Column
from tui.widgets.facts import Facts
from tui.widgets.query_line import QueryLine
from tui.widgets.rows import Rows
from tui.widgets.source import Source

HASH = 64
EMPTY = "Nothing happened yet."
NO_MATCH = "No event says so.\nesc shows all again, / asks for others."


def _said(event: Event) -> str:
    """The event's data in a line: what it is about first."""
    data = dict(event.data)
    named = [str(data.pop("name"))] if "name" in data else []
    return printable("  ".join([*named, *filter(None, (_word(key, value) for key, value in data.items()))]))


def _word(key: str, value: object) -> str:
    """What a person can read of one value: no hashes, and nothing that is not so."""
    if value is None or value is False or (isinstance(value, str) and len(value) == HASH):
        return ""
    return key if value is True else str(value) if isinstance(value, str) else f"{key} {value}"


COLUMNS: Sequence[Column[Event]] = (
    Column("AT", 8, lambda event: Cell(moment(event.at), Tone.QUIET)),
    Column("EVENT", 18, lambda event: Cell(event.type)),
    Column("ABOUT", 22, lambda event: Cell(printable(event.subject), Tone.QUIET), least=MIDDLE),
    Column("BY", 12, lambda event: Cell(event.actor, Tone.QUIET), least=WIDE),
    Column("WHAT", 0, lambda event: Cell(_said(event))),
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
        yield Rows[Event](self._source(), EMPTY)
        yield Facts()

    async def load(self) -> None:
        rows = self.query_one(Rows)
        await rows.reload()
        asked = (printable(self._wanted), "bold") if self._wanted else "all events"
        self.query_one(QueryLine).tell(Content.assemble(("/ ", "$accent"), asked), f"{rows.total} events")

    def words(self) -> Words:
        event = self._current
        return {"subject": event.subject if event else ""}

    def says(self) -> Mapping[str, Callable[[str], None]]:
        return {"journal.filter": self.ask_for}

    def ask_for(self, words: str) -> None:
        """Show the events that say all these words."""
        self._wanted = words
        rows = self.query_one(Rows)
        rows.empty = NO_MATCH if words else EMPTY
        rows.change(self._source())
        self.refresh_data()

    @property
    def _current(self) -> Event | None:
        return self.query_one(Rows).current

    def _source(self) -> Source[Event]:
        wanted = self._wanted

        async def fetch(offset: int, limit: int) -> Stretch:
            if wanted:
                return await self.ask(lambda client: mentioning(client, wanted))
            return await self.ask(lambda client: stretch(client, offset, limit))

        return Source(fetch, lambda event: event.seq, COLUMNS, is_log=True)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002 - Textual's
        return action != "filter" or not self.query_one(QueryLine).editing

    # --- keys

    def action_filter(self) -> None:
        """Type which events to show."""
        self.query_one(QueryLine).edit(self._wanted)

    def action_back(self) -> None:
        """Close the details; if none are open, show all events again."""
        facts = self.query_one(Facts)
        if facts.display:
            facts.shut()
        elif self._wanted:
            self.ask_for("")

    def on_query_line_asked(self, message: QueryLine.Asked) -> None:
        if message.text.strip() != self._wanted:
            self.ask_for(message.text.strip())

    def on_rows_opened(self) -> None:
        if event := self._current:
            self.query_one(Facts).show(f"{event.type} {event.subject}", _facts(event))

    def on_rows_moved(self) -> None:
        if self.query_one(Facts).display:
            self.on_rows_opened()


def _facts(event: Event) -> Mapping[str, str]:
    told = {"number": str(event.seq), "at": whole(event.at), "by": event.actor}
    return told | {key: str(value) for key, value in event.data.items()}
