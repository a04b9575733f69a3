"""The journal, newest first: pages of it, and the latest events that contain some words."""

from collections.abc import Iterator
from dataclasses import dataclass

from daemon.client import Client
from tui.journal.event_sentences import NamedEvent, name_event

MAX_FOUND = 400
MAX_READ = 20_000  # how far back a search goes; the audit searches everything
CHUNK = 500


@dataclass(frozen=True, slots=True)
class JournalPage:
    """A page of the journal, newest first, with names instead of numbers."""

    items: tuple[NamedEvent, ...]
    total: int


def read_journal_page(client: Client, offset: int, limit: int) -> JournalPage:
    """Read a page. Events are numbered from 1 without gaps, so offsets are numbers."""
    tail = client.status().tail
    return JournalPage(_before(client, tail - offset + 1, limit), tail)


def find_events(client: Client, words: str) -> JournalPage:
    """Return the latest events that contain all these words anywhere."""
    wanted = words.lower().split()
    found: list[NamedEvent] = []
    for event in _backwards(client):
        if all(word in _text(event) for word in wanted):
            found.append(event)
            if len(found) == MAX_FOUND:
                break
    return JournalPage(tuple(found), len(found))


def _backwards(client: Client) -> Iterator[NamedEvent]:
    place = client.status().tail + 1
    last = max(place - MAX_READ, 1)
    while place > last:
        yield from _before(client, place, CHUNK)
        place -= CHUNK


def _before(client: Client, place: int, limit: int) -> tuple[NamedEvent, ...]:
    if place <= 1:
        return ()
    after = max(place - 1 - limit, 0)
    page = client.events.page(after, place - 1 - after)
    return tuple(name_event(event, page.names) for event in reversed(page.items))


def _text(named: NamedEvent) -> str:
    event = named.event
    ids = (event.type, event.subject, event.actor)
    return " ".join((*ids, named.sentence, *map(str, event.data.values()))).lower()
