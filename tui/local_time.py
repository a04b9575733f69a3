"""Times as a person reads them: the daemon's are UTC, a screen's are those of the clock on the wall."""

from datetime import datetime


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone()


def short_time(at: str) -> str:
    """Eight cells: the time of day if it is today's, else the day."""
    there = _local(at)
    return f"{there:%H:%M:%S}" if there.date() == datetime.now(there.tzinfo).date() else f"{there:%d %b} "


def full_time(at: str) -> str:
    """Day and time."""
    return f"{_local(at):%Y-%m-%d %H:%M:%S}"
