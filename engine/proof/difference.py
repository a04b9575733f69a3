"""Differences as people read them."""

from engine.proof.difference_error import DifferenceError
from engine.proof.verdict import Difference, LineExcerpt

_WIDTH = 100


def difference_from_error(found: DifferenceError, original: str, lowered: str) -> Difference:
    """A difference with the lines of both texts."""
    return Difference(found.reason, excerpt_line(original, found.original), excerpt_line(lowered, found.lowered))


def excerpt_line(text: str, at: int | None) -> LineExcerpt | None:
    """The line that holds a character."""
    if at is None:
        return None
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    line = text[start : end if end >= 0 else len(text)]
    return LineExcerpt(text.count("\n", 0, at) + 1, line.strip()[:_WIDTH])
