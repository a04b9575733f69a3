"""A spec as text, with the position of everything in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

SpecPath = tuple[str | int, ...]
"""Keys and list places from the top of a file, such as `("actions", 0, "steps", 2, "then", 0)`."""


class Position(NamedTuple):
    """The position of an entry: line and column from 1, start and end as characters of the text from 0."""

    line: int
    column: int
    start: int
    end: int


EntryMark = tuple[SpecPath, int, int, int, int]
"""Path, first line, column in it, last line, column after its end; all from 0."""


@dataclass(frozen=True)
class WrittenSpec:
    """A spec as text; `positions` has every key of the file, every list entry and every field."""

    text: str
    marks: tuple[EntryMark, ...]

    @cached_property
    def positions(self) -> dict[SpecPath, Position]:
        """Return the position of every entry by its path, computed on first use."""
        starts = [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]
        return {
            path: Position(first + 1, column + 1, starts[first] + column, starts[last] + after)
            for path, first, column, last, after in self.marks
        }

    def position(self, path: SpecPath) -> Position | None:
        """Return the position of an entry, or of the nearest entry around it."""
        while path and path not in self.positions:
            path = path[:-1]
        return self.positions.get(path)
