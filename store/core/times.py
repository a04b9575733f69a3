"""Times as text: UTC, to the millisecond, sortable."""

from datetime import UTC, datetime
from functools import lru_cache


@lru_cache(maxsize=8)  # a transaction writes the same time into all its rows
def to_text(moment: float) -> str:
    """Return seconds since 1970 as `2026-11-21T02:30:00.000Z`."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
