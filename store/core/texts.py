"""Texts by their hash: each version of a source or a spec is stored once."""

import hashlib
import json
import zlib

from store.core.errors import DamagedError, MissingError
from store.core.transaction import ReadView, WriteTransaction

_PACK_FROM = 512  # bytes; smaller texts gain nothing from packing


def hash_of(text: str) -> str:
    """Return the hash under which a text is stored."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def save(tx: WriteTransaction, text: str) -> str:
    """Store a text; return its hash."""
    raw = text.encode("utf-8", "surrogatepass")
    digest = hashlib.sha256(raw).hexdigest()
    if tx.row("SELECT 1 FROM texts WHERE hash = ?", digest) is None:
        content, packed = (zlib.compress(raw, 1), 1) if len(raw) >= _PACK_FROM else (raw, 0)
        tx.execute("INSERT INTO texts VALUES (?, ?, ?)", digest, content, packed)
    return digest


def save_some(tx: WriteTransaction, text: str | None) -> str | None:
    """Store a text that is not empty; return its hash, or None."""
    if not text:
        return None
    return save(tx, text)


def save_json(tx: WriteTransaction, value: object) -> str | None:
    """Store a value as JSON; return the hash of its text, or None for None."""
    if value is None:
        return None
    return save(tx, json.dumps(value))


def get(view: ReadView, digest: str) -> str:
    """Return the text with this hash."""
    row = view.row("SELECT content, packed FROM texts WHERE hash = ?", digest)
    if row is None:
        raise MissingError(f"There is no text {digest[:12]}.", "It may have been erased.")
    return unpack(digest, row["content"], bool(row["packed"])).decode("utf-8", "surrogatepass")


def unpack(digest: str, content: bytes, packed: bool) -> bytes:  # noqa: FBT001  a column, not a switch
    """Return the bytes of a stored text, checked against its hash."""
    try:
        raw = zlib.decompress(content) if packed else content
    except zlib.error as error:
        raise DamagedError(f"Text {digest[:12]} cannot be unpacked.", "Restore a backup.") from error
    if hashlib.sha256(raw).hexdigest() != digest:
        raise DamagedError(f"Text {digest[:12]} is not what it was.", "Restore a backup.")
    return raw


def erase(tx: WriteTransaction, digest: str) -> bool:
    """Delete a text, whose hash keeps verifying; return False when there was none."""
    return tx.execute("DELETE FROM texts WHERE hash = ?", digest) > 0
