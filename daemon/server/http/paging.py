"""Pages of lists: routes read one row more than a page, to know whether another page follows."""

from collections.abc import Callable, Sequence
from typing import TypeVar

Row = TypeVar("Row")


def next_cursor(found: Sequence[Row], limit: int, key: Callable[[Row], object]) -> str | None:
    """Return the cursor of the next page, or None if `found` has no more rows than a page."""
    if len(found) <= limit:
        return None
    return str(key(found[limit - 1]))
