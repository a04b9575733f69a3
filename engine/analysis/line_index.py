"""Lines and columns of positions in a text."""

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineIndex:
    """`starts` are the offsets at which the lines of a text begin."""

    starts: tuple[int, ...]

    def line_column(self, position: int) -> tuple[int, int]:
        """The line and column of a position, both counted from 1."""
        line = bisect_right(self.starts, position)
        return line, position - self.starts[line - 1] + 1


def line_index(text: str) -> LineIndex:
    """Index the lines of a text."""
    starts, at = [0], text.find("\n")
    while at >= 0:
        starts.append(at + 1)
        at = text.find("\n", at + 1)
    return LineIndex(tuple(starts))
