"""Times for the screen: the daemon sends UTC, and the screen shows local time."""

from datetime import datetime


def _local(at: str) -> datetime:
    return datetime.fromisoformat(at).astimezone()


def short_time(at: str) -> str:
    """Return eight cells: the time of day for today, else the day."""
    local = _local(at)
    is_today = local.date() == datetime.now(local.tzinfo).date()
    if is_today:
        return f"{local:%H:%M:%S}"
    return f"{local:%d %b} "


def full_time(at: str) -> str:
    """Return day and time."""
    return f"{_local(at):%Y-%m-%d %H:%M:%S}"
