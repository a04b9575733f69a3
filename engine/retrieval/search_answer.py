"""What a search gives: results with the reason for each, and how long it took."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A document that was found; `ranks` has its place in each view that found it, from 1.

    `copies` counts documents of the same kind and title that were found as well, as in the versions of a script.
    """

    id: str
    kind: str
    title: str
    path: str
    line: int
    score: float
    ranks: Mapping[str, int]
    copies: int = 0

    def reason(self) -> str:
        """Return why it was found, in a few words."""
        return ", ".join(f"{view} #{rank}" for view, rank in sorted(self.ranks.items(), key=lambda each: each[1]))


@dataclass(frozen=True, slots=True)
class SearchAnswer:
    """`notes` say what the search had to do without."""

    hits: tuple[SearchHit, ...]
    milliseconds: float
    notes: tuple[str, ...] = ()
