"""Where two texts differ first, as every room that shows it knows it."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class LineExcerpt:
    """A line of one of the two texts: its number from 1, and its text."""

    line: int
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """The first difference between the two texts."""

    reason: str
    original: LineExcerpt | None = None
    lowered: LineExcerpt | None = None

    @property
    def sentence(self) -> str:
        places = [
            f"{name} line {place.line}: {place.text}"
            for name, place in (("original", self.original), ("lowered", self.lowered))
            if place
        ]
        return "; ".join([self.reason, *places])

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> "Difference":
        """Return the difference of a stored record."""
        lines = (record[side] and LineExcerpt(**record[side]) for side in ("original", "lowered"))
        return cls(record["reason"], *lines)
