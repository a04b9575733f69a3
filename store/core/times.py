"""How moments are written: UTC, to the millisecond, sortable as text."""

from datetime import UTC, datetime
from functools import lru_cache


@lru_cache(maxsize=8)  # one transaction writes its moment into each of its rows
def to_text(moment: float) -> str:
    """Seconds since 1970 as `2026-11-21T02:30:00.000Z`."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
