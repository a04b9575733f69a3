"""What the diff shows, as values: sides, links between them, rows that stand on one level, hunks, findings, notes."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from tui.diff.kinds import Kind


class Mode(StrEnum):
    """What is compared: SQL with its spec by links, SQL with the SQL made from the spec, or texts of a spec."""

    LINKED = "linked"
    ROUNDTRIP = "roundtrip"
    COMPARE = "compare"


class Span(NamedTuple):
    """Characters of a text, or lines of a side, from 0; the end is not part of it."""

    start: int
    end: int


class Place(NamedTuple):
    """A line of a side, both from 0."""

    side: int
    line: int


@dataclass(frozen=True)
class Side:
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

    def lines_of(self, span: Span) -> Span:
        """The lines that a span of characters touches."""
        first = self.line_at(span.start)
        return Span(first, max(self.line_at(max(span.end - 1, span.start)), first) + 1)

    def part(self, span: Span, line: int) -> Span:
        """What of a span of characters lies on a line, counted from the start of the line."""
        start, length = self.starts[line], len(self.lines[line])
        return Span(min(max(span.start - start, 0), length), min(max(span.end - start, 0), length))


@dataclass(frozen=True, slots=True)
class Link:
    """Characters of the first side and what they became on the second; a side that has none of it has None."""

    number: int
    kind: Kind
    spans: tuple[Span | None, Span | None]
    lines: tuple[Span | None, Span | None]
    path: tuple[str | int, ...] = ()
    leaf: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence about some characters of a side: why somebody should look."""

    place: Place
    span: Span
    sentence: str


@dataclass(frozen=True, slots=True)
class Note:
    """Words that stand below a line: a comment of a person, or what was found there."""

    place: Place
    title: str
    text: str
    kind: str = "comment"


@dataclass(frozen=True, slots=True)
class Hunk:
    """A place where texts differ: the lines of each side. `accepted` is None until somebody says."""

    number: int
    lines: tuple[Span, ...]
    accepted: bool | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """Lines that stand on one level, one a side; or a note, which stands alone."""

    lines: tuple[int | None, ...]
    hunk: int | None = None
    note: Note | None = None


@dataclass(frozen=True)
class Model:
    """All that one diff shows. Links are in the order of the first side, an outer one before those within it."""

    mode: Mode
    sides: tuple[Side, ...]
    rows: tuple[Row, ...]
    links: tuple[Link, ...] = ()
    hunks: tuple[Hunk, ...] = ()
    unexplained: tuple[Span, ...] = ()
    findings: tuple[Finding, ...] = ()
    at: tuple[tuple[int | None, ...], ...] = ()

    def link_at(self, place: Place) -> Link | None:
        """The link that a line is about: the first that begins on it, else the innermost around it."""
        if place.side >= len(self.at):
            return None
        number = self.at[place.side][place.line]
        return None if number is None else self.links[number]

    @cached_property
    def marks(self) -> tuple[dict[int, Kind], ...]:
        """For each side the kind that a line shows: the heaviest of the links and findings that begin there."""
        marks: tuple[dict[int, Kind], ...] = tuple({} for _ in self.sides)
        for link in self.links:
            for side, lines in enumerate(link.lines):
                if lines is not None:
                    _weigh(marks[side], lines.start, link.kind)
        for finding in self.findings:
            _weigh(marks[finding.place.side], finding.place.line, Kind.FINDING)
        return marks

    @cached_property
    def bare(self) -> frozenset[int]:
        """The lines of the first side that hold something unexplained and begin no link."""
        lines = (line for span in self.unexplained for line in range(*self.sides[0].lines_of(span)))
        return frozenset(line for line in lines if line not in self.marks[0])

    @cached_property
    def found(self) -> tuple[Place, ...]:
        """The places of all findings, in order."""
        linked = (
            Place(side, lines.start)
            for link in self.links
            if link.kind is Kind.FINDING
            for side, lines in enumerate(link.lines[:1])
            if lines is not None
        )
        return tuple(sorted({*linked, *(finding.place for finding in self.findings)}))

    @cached_property
    def gaps(self) -> tuple[Place, ...]:
        """The first lines of what is unexplained, in order."""
        return tuple(sorted({Place(0, self.sides[0].line_at(span.start)) for span in self.unexplained}))

    def hunk(self, number: int) -> Hunk:
        """The hunk of a number."""
        return next(hunk for hunk in self.hunks if hunk.number == number)

    def marked(self, number: int, *, accepted: bool | None) -> "Model":
        """The same with a hunk accepted, rejected or open again."""
        hunks = tuple(replace(hunk, accepted=accepted) if hunk.number == number else hunk for hunk in self.hunks)
        return replace(self, hunks=hunks)


def step(places: Sequence[Place | int], here: Place | int, way: int) -> int | None:
    """Which of the places in order is next after here, or last before it."""
    index = bisect_right(places, here) if way > 0 else bisect_left(places, here) - 1  # type: ignore[type-var]
    return index if 0 <= index < len(places) else None


def _weigh(marks: dict[int, Kind], line: int, kind: Kind) -> None:
    before = marks.get(line)
    if before is None or kind.weight > before.weight:
        marks[line] = kind
