"""Differences as people read them."""

from engine.proof.differs import DiffersError
from engine.proof.verdict import Difference, Place

_WIDTH = 100


def difference_of(found: DiffersError, original: str, lowered: str) -> Difference:
    """A difference with the lines of both texts."""
    return Difference(found.reason, place_in(original, found.original), place_in(lowered, found.lowered))


def place_in(text: str, at: int | None) -> Place | None:
    """The line that holds a character."""
    if at is None:
        return None
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    return Place(text.count("\n", 0, at) + 1, line.strip()[:_WIDTH])
