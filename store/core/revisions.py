"""Revisions of small things that count no changes: what is known of one, as a number."""

import hashlib
import json

from store.core.errors import ConflictError

NOT_THERE = 0
_BYTES = 6  # fits the fifteen digits of an ETag, and every JSON reader's numbers


def compute(*known: object) -> int:
    """The revision of what is known of a thing: another one if any of it changes, the same if it changes back."""
    text = json.dumps(known, ensure_ascii=False, separators=(",", ":"))
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:_BYTES]) or 1


def check(seen: int | None, now: int, what: str) -> None:
    """Refuse a change of a thing that is not as the caller saw it; None is a caller who does not care."""
    if seen is not None and seen != now:
        happened = "was changed" if NOT_THERE not in (seen, now) else "is gone" if now == NOT_THERE else "came to be"
        raise ConflictError(f"{what} {happened} since you looked.", now)
