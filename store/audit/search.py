"""Search the journal for events."""

from dataclasses import dataclass

from store.core import journal
from store.core.journal import JournalEvent
from store.core.transaction import ReadView


@dataclass(frozen=True, slots=True)
class EventFilter:
    """Which events: a type or its first part (`job.`), a subject, an actor, a time span."""

    type: str = ""
    subject: str = ""
    actor: str = ""
    since: str = ""
    until: str = ""


def search(view: ReadView, wanted: EventFilter, after: int = 0, limit: int = 200) -> list[JournalEvent]:
    """Return the matching events that follow `after`, oldest first."""
    conditions = {
        "instr(type, ?) = 1": wanted.type,
        "subject = ?": wanted.subject,
        "actor = ?": wanted.actor,
        "at >= ?": wanted.since,
        "at < ?": wanted.until,
    }
    given = {condition: value for condition, value in conditions.items() if value}
    where = " AND ".join(("seq > ?", *given))
    rows = view.rows(f"SELECT * FROM journal WHERE {where} ORDER BY seq LIMIT ?", after, *given.values(), limit)
    return [journal.event_from_row(row) for row in rows]
