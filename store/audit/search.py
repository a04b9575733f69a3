"""Finding events, and writing them down for somebody else."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from store import canonical, journal
from store.journal import Event
from store.transaction import View

COLUMNS = ("seq", "at", "type", "subject", "actor", "data", "hash")


@dataclass(frozen=True, slots=True)
class Query:
    """Which events: a type or the beginning of one (`job.`), a subject, an actor, a span of time."""

    type: str = ""
    subject: str = ""
    actor: str = ""
    since: str = ""
    until: str = ""


def search(view: View, query: Query, after: int = 0, limit: int = 200) -> list[Event]:
    """The events that match and follow `after`, oldest first."""
    wanted = {
        "instr(type, ?) = 1": query.type,
        "subject = ?": query.subject,
        "actor = ?": query.actor,
        "at >= ?": query.since,
        "at < ?": query.until,
    }
    given = {condition: value for condition, value in wanted.items() if value}
    where = " AND ".join(("seq > ?", *given))
    rows = view.rows(f"SELECT * FROM journal WHERE {where} ORDER BY seq LIMIT ?", after, *given.values(), limit)
    return [journal.from_row(row) for row in rows]


def lines(events: list[Event]) -> Iterator[str]:
    """Events as canonical JSON, one a line."""
    for event in events:
        yield canonical.encode({name: getattr(event, name) for name in COLUMNS})


def table(events: list[Event]) -> str:
    """Events as CSV, without a head line."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for event in events:
        writer.writerow([canonical.encode(event.data) if name == "data" else getattr(event, name) for name in COLUMNS])
    return out.getvalue()
