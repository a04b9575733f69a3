"""What must still reach something that is no database: handed on in order, remembered by a watermark."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from store import canonical
from store.transaction import Transaction, View


@dataclass(frozen=True, slots=True)
class Letter:
    """One thing to hand on."""

    position: int
    subject: str
    data: Mapping[str, object]


def post(tx: Transaction, topic: str, subject: str, data: Mapping[str, object]) -> int:
    """Promise, in the transaction that decides it, that this will be handed on."""
    return tx.insert(
        "INSERT INTO outbox (topic, subject, data) VALUES (?, ?, ?)", topic, subject, canonical.encode(data)
    )


def waiting(view: View, topic: str, limit: int = 200) -> list[Letter]:
    """What lies beyond the watermark, oldest first."""
    rows = view.rows(
        "SELECT * FROM outbox WHERE topic = ? AND position > ? ORDER BY position LIMIT ?",
        topic,
        watermark(view, topic),
        limit,
    )
    return [Letter(row["position"], row["subject"], json.loads(row["data"])) for row in rows]


def watermark(view: View, topic: str) -> int:
    """Up to where a topic is handed on."""
    return view.value("SELECT position FROM watermarks WHERE topic = ?", topic) or 0


def handed_on(tx: Transaction, topic: str, position: int) -> None:
    """Move the watermark forward, and drop what lies behind it."""
    tx.execute(
        "INSERT INTO watermarks VALUES (?1, ?2) ON CONFLICT (topic) DO UPDATE SET position = max(position, ?2)",
        topic,
        position,
    )
    tx.execute("DELETE FROM outbox WHERE topic = ? AND position <= ?", topic, position)
