"""Durations as people type them: 30m, 8h, 2d."""

import re

from specdeck.errors import CommandError

SECONDS = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_DURATION = re.compile(r"([0-9]{1,6})([mhdw])")


def seconds_from_text(text: str) -> int:
    """Return the seconds of a number followed by m, h, d or w."""
    found = _DURATION.fullmatch(text.strip().lower())
    if found is None or int(found[1]) == 0:
        raise CommandError("command.bad_duration", f"{text!r} is not a duration.", "Write 30m, 8h, 2d or 1w.")
    return int(found[1]) * SECONDS[found[2]]
