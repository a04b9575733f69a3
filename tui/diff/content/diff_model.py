"""What the diff shows, as values: sides, links between them, rows that stand on one level, hunks, findings, notes."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from tui.diff.content.link_kinds import LinkKind


class DiffMode(StrEnum):
    """What is compared: SQL with its spec by links, SQL with the SQL made from the spec, or texts of a spec."""

    LINKED = "linked"
    ROUNDTRIP = "roundtrip"
    COMPARE = "compare"


class TextRange(NamedTuple):
    """Characters of a text, or lines of a side, from 0; the end is not part of it."""

    start: int
    end: int


class LinePlace(NamedTuple):
    """A line of a side, both from 0."""

    side: int
    line: int


@dataclass(frozen=True)
class DiffSide:
    """One text. `language` is `sql` or `yaml`; `name` stands above it."""

    name: str
    language: str
    text: str

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines without their ends; a last line end opens no further line."""
        lines = self.text.split("\n")
        return tuple(lines[:-1] if len(lines) > 1 and not lines[-1] else lines)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The first character of every line."""
        return tuple(accumulate((len(line) + 1 for line in self.lines[:-1]), initial=0))

    def line_at(self, char: int) -> int:
        """The line that holds a character."""
        return max(bisect_right(self.starts, char) - 1, 0)

    def lines_of(self, span: TextRange) -> TextRange:
        """The lines that a span of characters touches."""
        first = self.line_at(span.start)
        return TextRange(first, max(self.line_at(max(span.end - 1, span.start)), first) + 1)

    def part(self, span: TextRange, line: int) -> TextRange:
        """What of a span of characters lies on a line, counted from the start of the line."""
        start, length = self.starts[line], len(self.lines[line])
        return TextRange(min(max(span.start - start, 0), length), min(max(span.end - start, 0), length))


@dataclass(frozen=True, slots=True)
class DiffLink:
    """Characters of the first side and what they became on the second; a side that has none of it has None."""

    number: int
    kind: LinkKind
    spans: tuple[TextRange | None, TextRange | None]
    lines: tuple[TextRange | None, TextRange | None]
    path: tuple[str | int, ...] = ()
    leaf: bool = True


@dataclass(frozen=True, slots=True)
class DiffFinding:
    """A sentence about some characters of a side: why somebody should look."""

    place: LinePlace
    span: TextRange
    sentence: str


@dataclass(frozen=True, slots=True)
class DiffNote:
    """Words that stand below a line: a comment of a person, or what was found there."""

    place: LinePlace
    title: str
    text: str
    kind: str = "comment"


@dataclass(frozen=True, slots=True)
class DiffHunk:
    """A place where texts differ: the lines of each side. `accepted` is None until somebody says."""

    number: int
    lines: tuple[TextRange, ...]
    accepted: bool | None = None


@dataclass(frozen=True, slots=True)
class DiffRow:
    """Lines that stand on one level, one a side; or a note, which stands alone."""

    lines: tuple[int | None, ...]
    hunk: int | None = None
    note: DiffNote | None = None


@dataclass(frozen=True)
class DiffModel:
    """All that one diff shows. Links are in the order of the first side, an outer one before those within it."""

    mode: DiffMode
    sides: tuple[DiffSide, ...]
    rows: tuple[DiffRow, ...]
    links: tuple[DiffLink, ...] = ()
    hunks: tuple[DiffHunk, ...] = ()
    unexplained: tuple[TextRange, ...] = ()
    findings: tuple[DiffFinding, ...] = ()
    at: tuple[tuple[int | None, ...], ...] = ()

    def link_at(self, place: LinePlace) -> DiffLink | None:
        """The link that a line is about: the first that begins on it, else the innermost around it."""
        if place.side >= len(self.at):
            return None
        number = self.at[place.side][place.line]
        return None if number is None else self.links[number]

    @cached_property
    def marks(self) -> tuple[dict[int, LinkKind], ...]:
        """For each side the kind that a line shows: the heaviest of the links and findings that begin there."""
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
        """The lines of the first side that hold something unexplained and begin no link."""
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
        """The first lines of what is unexplained, in order."""
        return tuple(sorted({LinePlace(0, self.sides[0].line_at(span.start)) for span in self.unexplained}))

    def hunk(self, number: int) -> DiffHunk:
        """The hunk of a number."""
        return next(hunk for hunk in self.hunks if hunk.number == number)

    def marked(self, number: int, *, accepted: bool | None) -> "DiffModel":
        """The same with a hunk accepted, rejected or open again."""
        hunks = tuple(replace(hunk, accepted=accepted) if hunk.number == number else hunk for hunk in self.hunks)
        return replace(self, hunks=hunks)


def nearest_index(places: Sequence[LinePlace | int], here: LinePlace | int, way: int) -> int | None:
    """Which of the places in order is next after here, or last before it."""
    index = bisect_right(places, here) if way > 0 else bisect_left(places, here) - 1  # type: ignore[type-var]
    return index if 0 <= index < len(places) else None


def _weigh(marks: dict[int, LinkKind], line: int, kind: LinkKind) -> None:
    before = marks.get(line)
    if before is None or kind.weight > before.weight:
        marks[line] = kind
