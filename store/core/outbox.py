"""The outbox: messages to something outside the database, delivered in order up to a watermark."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from store.core import canonical
from store.core.transaction import ReadView, WriteTransaction


@dataclass(frozen=True, slots=True)
class OutboxMessage:
    """One message to deliver."""

    position: int
    subject: str
    data: Mapping[str, object]


def add(tx: WriteTransaction, topic: str, subject: str, data: Mapping[str, object]) -> int:
    """Add a message, in the transaction that decides it."""
    return tx.insert(
        "INSERT INTO outbox (topic, subject, data) VALUES (?, ?, ?)", topic, subject, canonical.encode(data)
    )


def list_pending(view: ReadView, topic: str, limit: int = 200) -> list[OutboxMessage]:
    """Return the messages after the watermark, oldest first."""
    rows = view.rows(
        "SELECT * FROM outbox WHERE topic = ? AND position > ? ORDER BY position LIMIT ?",
        topic,
        get_watermark(view, topic),
        limit,
    )
    return [OutboxMessage(row["position"], row["subject"], json.loads(row["data"])) for row in rows]


def get_watermark(view: ReadView, topic: str) -> int:
    """Return the position up to which a topic is delivered."""
    return view.value("SELECT position FROM watermarks WHERE topic = ?", topic) or 0


def mark_delivered(tx: WriteTransaction, topic: str, position: int) -> None:
    """Move the watermark forward, and delete the messages up to it."""
    tx.execute(
        "INSERT INTO watermarks VALUES (?1, ?2) ON CONFLICT (topic) DO UPDATE SET position = max(position, ?2)",
        topic,
        position,
    )
    tx.execute("DELETE FROM outbox WHERE topic = ? AND position <= ?", topic, position)
