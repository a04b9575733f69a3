"""The journal: what happened, newest first, as it happens."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from daemon.client import Client
from daemon.wire.event import Event
from tui.clock import moment, whole
from tui.marks import Tone
from tui.printable import printable
from tui.screen import DeckScreen
from tui.widgets.column import MIDDLE, WIDE, Cell, Column
from tui.widgets.facts import Facts
from tui.widgets.rows import Rows, Source

HASH = 64
EMPTY = "Nothing happened yet."


@dataclass(frozen=True, slots=True)
class Stretch:
    """A window of the journal, newest first."""

    items: tuple[Event, ...]
    total: int


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
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "shut", "close", id="journal.shut", show=False)]

    def body(self) -> ComposeResult:
        yield Rows[Event](Source(self._fetch, lambda event: event.seq, COLUMNS), EMPTY)
        yield Facts()

    async def load(self) -> None:
        await self.query_one(Rows).reload()

    async def _fetch(self, offset: int, limit: int) -> Stretch:
        return await self.ask(_stretch(offset, limit))

    def on_rows_opened(self, message: Rows.Moved) -> None:
        event = message.rows.current
        if isinstance(event, Event):
            self.query_one(Facts).show(f"{event.type} {event.subject}", _facts(event))

    def on_rows_moved(self, message: Rows.Moved) -> None:
        if self.query_one(Facts).display:
            self.on_rows_opened(message)

    def action_shut(self) -> None:
        self.query_one(Facts).shut()


def _stretch(offset: int, limit: int) -> Callable[[Client], Stretch]:
    """Events count from 1 without a gap, so the newest come by their numbers."""

    def read(client: Client) -> Stretch:
        tail = client.status().tail
        last = tail - offset
        after = max(last - limit, 0)
        events = client.events.page(after, last - after).items if last > 0 else ()
        return Stretch(tuple(reversed(events)), tail)

    return read


def _facts(event: Event) -> Mapping[str, str]:
    told = {"number": str(event.seq), "at": whole(event.at), "by": event.actor}
    return told | {key: str(value) for key, value in event.data.items()}
