"""The journal: an append-only log of everything that happened; each event's hash covers the previous one."""

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from store.core import canonical, times
from store.core.transaction import ReadView, WriteTransaction

GENESIS = "0" * 64
_HASHED = ("actor", "at", "data", "previous", "seq", "subject", "type")  # in the order of canonical JSON
SYSTEM = "system"  # the daemon itself; every other actor is a random id from `people`


@dataclass(frozen=True, slots=True)
class JournalEvent:
    """One event. `data` holds facts, ids and hashes; never a name or free text."""

    seq: int
    at: str
    type: str
    subject: str
    actor: str
    data: Mapping[str, object]
    hash: str


def append(
    tx: WriteTransaction,
    type: str,  # noqa: A002
    subject: str,
    data: Mapping[str, object],
    actor: str = SYSTEM,
) -> JournalEvent:
    """Append an event; it counts once the transaction commits."""
    seq, previous = tx.end or get_head(tx)  # the many events of one transaction need not query for the previous one
    row = {
        "seq": seq + 1,
        "at": times.to_text(tx.now),
        "type": type,
        "subject": subject,
        "actor": actor,
        "data": canonical.encode(data),
        "previous": previous,
    }
    digest = hash_event(row)
    tx.execute("INSERT INTO journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)", *row.values(), digest)
    tx.end = seq + 1, digest
    return JournalEvent(seq + 1, row["at"], type, subject, actor, data, digest)


def list_after(view: ReadView, seq: int, limit: int = 200) -> list[JournalEvent]:
    """Return the events that follow `seq`, oldest first."""
    return [
        event_from_row(row) for row in view.rows("SELECT * FROM journal WHERE seq > ? ORDER BY seq LIMIT ?", seq, limit)
    ]


def list_about(view: ReadView, subject: str, types: Sequence[str], limit: int = 200) -> list[JournalEvent]:
    """Return the newest events of some types about a subject, newest first."""
    rows = view.rows(
        "SELECT * FROM journal WHERE subject = ? AND type IN (SELECT value FROM json_each(?))"
        " ORDER BY seq DESC LIMIT ?",
        subject,
        json.dumps(list(types)),
        limit,
    )
    return [event_from_row(row) for row in rows]


def get_tail(view: ReadView) -> int:
    """Return the number of the newest event; 0 for an empty journal."""
    return get_head(view)[0]


def get_oldest(view: ReadView) -> int:
    """Return the number of the oldest event; 0 for an empty journal."""
    return view.value("SELECT min(seq) FROM journal") or 0


def get_head(view: ReadView) -> tuple[int, str]:
    """Return number and hash of the newest event."""
    row = view.row("SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1")
    if row is None:
        return 0, GENESIS
    return row["seq"], row["hash"]


def hash_event(row: Mapping[str, object] | sqlite3.Row) -> str:
    """Return the hash of a stored event: over every column except the hash itself."""
    fields = ",".join([f'"{name}":{canonical.encode(row[name])}' for name in _HASHED])
    return hashlib.sha256(f"{{{fields}}}".encode()).hexdigest()


def event_from_row(row: sqlite3.Row) -> JournalEvent:
    """Return the event that a row holds."""
    return JournalEvent(
        row["seq"], row["at"], row["type"], row["subject"], row["actor"], json.loads(row["data"]), row["hash"]
    )
