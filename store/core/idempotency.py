"""Replies stored by key, so that a repeated request is carried out once."""

from dataclasses import dataclass

from store.core.errors import StoreError
from store.core.transaction import ReadView, WriteTransaction

KEPT_SECONDS = 24 * 3600.0


class KeyReusedError(StoreError):
    """The key was used for a different request."""

    code = "store.key_reused"


@dataclass(frozen=True, slots=True)
class StoredReply:
    """The reply to the first request."""

    status: int
    body: str


def find(view: ReadView, actor: str, key: str, request: str) -> StoredReply | None:
    """Return the reply stored under a key; `request` is a hash of the request, which must be the same."""
    row = view.row("SELECT request, status, body FROM replies WHERE actor = ? AND key = ?", actor, key)
    if row is None:
        return None
    if row["request"] != request:
        raise KeyReusedError("This Idempotency-Key was used for another request.", "Send a new key with a new request.")
    return StoredReply(row["status"], row["body"])


def save(tx: WriteTransaction, actor: str, key: str, request: str, reply: StoredReply) -> None:
    """Store a reply, in the transaction that did the work; a later reply may report more of it."""
    values = (actor, key, request, reply.status, reply.body, tx.now)
    tx.execute("INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?, ?, ?)", *values)


def purge_old(tx: WriteTransaction) -> int:
    """Delete replies older than a day; return how many."""
    return tx.execute("DELETE FROM replies WHERE at < ?", tx.now - KEPT_SECONDS)
