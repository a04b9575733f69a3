"""The model of a diff: sides, links between them, aligned rows, hunks, findings and notes."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from tui.diff.content.link_kinds import LinkKind


class DiffMode(StrEnum):
    """What is compared: SQL with its spec, SQL with the SQL generated from the spec, or versions of a spec."""

    LINKED = "linked"
    ROUNDTRIP = "roundtrip"
    COMPARE = "compare"


class TextRange(NamedTuple):
    """Characters of a text or lines of a side, from 0; the end is excluded."""

    start: int
    end: int


class LinePlace(NamedTuple):
    """A line of a side, both counted from 0."""

    side: int
    line: int


@dataclass(frozen=True)
class DiffSide:
    """One text. `language` is `sql` or `yaml`; `name` is its title."""

    name: str
    language: str
    text: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without line ends; a line end at the end of the text does not begin another line."""
        lines = self.text.split("\n")
        if len(lines) > 1 and not lines[-1]:
            lines.pop()
        return tuple(lines)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The index of the first character of each line."""
        return tuple(accumulate((len(line) + 1 for line in self.lines[:-1]), initial=0))

    def line_at(self, char: int) -> int:
        """Return the line of a character."""
        return max(bisect_right(self.starts, char) - 1, 0)

    def lines_of(self, span: TextRange) -> TextRange:
        """Return the lines that a range of characters touches."""
        first = self.line_at(span.start)
        return TextRange(first, max(self.line_at(max(span.end - 1, span.start)), first) + 1)

    def part(self, span: TextRange, line: int) -> TextRange:
        """Return the part of a range of characters on a line, relative to the start of the line."""
        start, length = self.starts[line], len(self.lines[line])
        return TextRange(min(max(span.start - start, 0), length), min(max(span.end - start, 0), length))


@dataclass(frozen=True, slots=True)
class DiffLink:
    """Characters of the first side and what they became on the second; None for a side without any."""

    number: int
    kind: LinkKind
    spans: tuple[TextRange | None, TextRange | None]
    lines: tuple[TextRange | None, TextRange | None]
    path: tuple[str | int, ...] = ()
    leaf: bool = True


@dataclass(frozen=True, slots=True)
class DiffFinding:
    """A sentence about some characters of a side: a reason for a closer look."""

    place: LinePlace
    span: TextRange
    sentence: str


@dataclass(frozen=True, slots=True)
class DiffNote:
    """A text below a line: a comment of a person, or a finding."""

    place: LinePlace
    title: str
    text: str
    kind: str = "comment"


@dataclass(frozen=True, slots=True)
class DiffHunk:
    """A place where texts differ: the lines of each side. `accepted` is None until the user decides."""

    number: int
    lines: tuple[TextRange, ...]
    accepted: bool | None = None


@dataclass(frozen=True, slots=True)
class DiffRow:
    """Aligned lines, one for each side; or a note alone."""

    lines: tuple[int | None, ...]
    hunk: int | None = None
    note: DiffNote | None = None


@dataclass(frozen=True)
class DiffModel:
    """Everything one diff shows. Links are in the order of the first side, outer links before inner ones."""

    mode: DiffMode
    sides: tuple[DiffSide, ...]
    rows: tuple[DiffRow, ...]
    links: tuple[DiffLink, ...] = ()
    hunks: tuple[DiffHunk, ...] = ()
    unexplained: tuple[TextRange, ...] = ()
    findings: tuple[DiffFinding, ...] = ()
    at: tuple[tuple[int | None, ...], ...] = ()

    def link_at(self, place: LinePlace) -> DiffLink | None:
        """Return the link of a line: the first that begins on it, else the innermost around it."""
        if place.side >= len(self.at):
            return None
        number = self.at[place.side][place.line]
        if number is None:
            return None
        return self.links[number]

    @cached_property
    def marks(self) -> tuple[dict[int, LinkKind], ...]:
        """For each side, the kind that a line shows: the one with the largest weight that begins there."""
        marks: tuple[dict[int, LinkKind], ...] = tuple({} for _ in self.sides)
        for link in self.links:
            for side, lines in enumerate(link.lines):
                if lines is not None:
                    _weigh(marks[side], lines.start, link.kind)
        for finding in self.findings:
            _weigh(marks[finding.place.side], finding.place.line, LinkKind.FINDING)
        return marks

    @cached_property
    def bare(self) -> frozenset[int]:
        """The lines of the first side with unexplained SQL on which no link begins."""
        lines = (line for span in self.unexplained for line in range(*self.sides[0].lines_of(span)))
        return frozenset(line for line in lines if line not in self.marks[0])

    @cached_property
    def found(self) -> tuple[LinePlace, ...]:
        """The places of all findings, in order."""
        linked = (
            LinePlace(side, lines.start)
            for link in self.links
            if link.kind is LinkKind.FINDING
            for side, lines in enumerate(link.lines[:1])
            if lines is not None
        )
        return tuple(sorted({*linked, *(finding.place for finding in self.findings)}))

    @cached_property
    def gaps(self) -> tuple[LinePlace, ...]:
        """The first lines of the unexplained parts, in order."""
        return tuple(sorted({LinePlace(0, self.sides[0].line_at(span.start)) for span in self.unexplained}))

    def hunk(self, number: int) -> DiffHunk:
        """Return the hunk with this number."""
        return next(hunk for hunk in self.hunks if hunk.number == number)

    def marked(self, number: int, *, accepted: bool | None) -> "DiffModel":
        """Return the model with a hunk accepted, rejected or open."""
        hunks = tuple(replace(hunk, accepted=accepted) if hunk.number == number else hunk for hunk in self.hunks)
        return replace(self, hunks=hunks)


def nearest_index(places: Sequence[LinePlace | int], here: LinePlace | int, way: int) -> int | None:
    """Return the index of the next place after here, or of the last before it."""
    index = bisect_left(places, here) - 1  # type: ignore[type-var]
    if way > 0:
        index = bisect_right(places, here)  # type: ignore[type-var]
    return index if 0 <= index < len(places) else None


def _weigh(marks: dict[int, LinkKind], line: int, kind: LinkKind) -> None:
    before = marks.get(line)
    if before is None or kind.weight > before.weight:
        marks[line] = kind
