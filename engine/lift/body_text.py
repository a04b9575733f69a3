"""The text of a body literal, and where its characters stand in the file."""

from bisect import bisect_right
from dataclasses import dataclass

from engine.lift.literals import decoded
from engine.source.span import Span


@dataclass(frozen=True, slots=True)
class BodyText:
    """A decoded body; `shifts` are the places of the body from which on the file runs ahead by so much more."""

    text: str
    shifts: tuple[tuple[int, int], ...]
    end: int

    def place(self, span: Span) -> Span:
        """The characters of the file that a span of the body was decoded from."""
        return Span(self._place(span.start), min(self._place(span.end), self.end))

    def _place(self, position: int) -> int:
        found = bisect_right(self.shifts, (position, self.end + 1)) - 1
        return position + self.shifts[found][1]


def body_text(literal: str, start: int) -> BodyText:
    """A body literal that begins at a character of the file, in any quote style."""
    end = start + len(literal)
    if literal[0] == "$":
        tag = literal.index("$", 1) + 1
        return BodyText(literal[tag:-tag], ((0, start + tag),), end)
    if literal[0] == "'" and len(decoded(literal)) + literal.count("''", 1, -1) + 2 == len(literal):
        return BodyText(decoded(literal), tuple(_doubled(literal, start)), end)
    return BodyText(decoded(literal), ((0, start),), end)


def _doubled(literal: str, start: int) -> list[tuple[int, int]]:
    """A shift more after each doubled quote."""
    shifts = [(0, start + 1)]
    at = literal.find("''", 1, -1)
    while at > 0:
        shifts.append((at - len(shifts) + 1, start + 1 + len(shifts)))
        at = literal.find("''", at + 2, -1)
    return shifts
