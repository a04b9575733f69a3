"""How moments are written: UTC, to the millisecond, sortable as text."""

from datetime import UTC, datetime


def text(moment: float) -> str:
    """Seconds since 1970 as `2026-11-21T02:30:00.000Z`."""
    return datetime.fromtimestamp(moment, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
