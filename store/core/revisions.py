"""Revisions of small things that have no counter of their own: a hash of what they contain, as a number."""

import hashlib
import json

from store.core.errors import ConflictError

NOT_THERE = 0
_BYTES = 6  # fits the fifteen digits of an ETag, and the numbers of every JSON reader


def compute(*known: object) -> int:
    """Return a revision of these values; it changes if any of them does."""
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:_BYTES]) or 1


def check(seen: int | None, now: int, what: str) -> None:
    """Refuse a change of a thing that is not as the caller saw it; with None the caller does not care."""
    if seen is not None and seen != now:
        raise ConflictError(f"{what} {_change(seen, now)} since you looked.", now)


def _change(seen: int, now: int) -> str:
    if now == NOT_THERE:
        return "was removed"
    if seen == NOT_THERE:
        return "was added"
    return "was changed"
