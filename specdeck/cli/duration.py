"""A length of time as people type it: 30m, 8h, 2d."""

import re

from specdeck.errors import CommandError

SECONDS = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_DURATION = re.compile(r"([0-9]{1,6})([mhdw])")


def seconds_from_text(text: str) -> int:
    """The seconds of a number with m, h, d or w behind it."""
    found = _DURATION.fullmatch(text.strip().lower())
    if found is None or int(found[1]) == 0:
        raise CommandError("bad_duration", f"{text!r} is no length of time.", "Write 30m, 8h, 2d or 1w.")
    return int(found[1]) * SECONDS[found[2]]
