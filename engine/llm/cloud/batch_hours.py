"""The hours of a day in which batches are submitted, such as 22-6."""

import re
from dataclasses import dataclass

from engine.fault import EngineError, Fault

_FORM = re.compile(r"(\d{1,2})-(\d{1,2})", re.ASCII)
HINT = "Write two hours of the day, such as 22-6, or any."
ANY = "any"


@dataclass(frozen=True, slots=True)
class BatchHours:
    """From the start of the first hour to the start of the last one, over midnight if it is smaller."""

    first: int
    last: int

    def contains(self, hour: int) -> bool:
        """Return whether an hour of the day is within."""
        return (hour - self.first) % 24 < ((self.last - self.first) % 24 or 24)


def read_hours(text: str) -> BatchHours | None:
    """Return the hours that a text names; None for any."""
    if text == ANY:
        return None
    found = _FORM.fullmatch(text)
    first, last = (int(found[1]), int(found[2])) if found else (0, 0)
    if first == last or max(first, last) > 24:
        raise EngineError(Fault("cost.batch_hours", f"{text!r} does not name hours of the day.", HINT))
    return BatchHours(first % 24, last % 24)
