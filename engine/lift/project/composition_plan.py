"""Which statements of a project keep their place when its specs are composed."""

from __future__ import annotations

from dataclasses import dataclass

NOTHING: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class CompositionPlan:
    """Statements by their number in the script.

    A pinned statement records its position, and a script keeps pinned statements in that order. A separate one is not
    folded into the object that it changes.
    """

    pinned: frozenset[int] = NOTHING
    separate: frozenset[int] = NOTHING

    def position_of(self, number: int) -> int | None:
        """Return the position to record for a statement."""
        if number not in self.pinned:
            return None
        return number


FREE = CompositionPlan()
