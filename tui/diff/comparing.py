"""Texts of one language beside each other, line by line: the round trip, and proposals against what is there."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from tui.diff.differences import differences
from tui.diff.model import Hunk, Mode, Model, Note, Row, Side, Span
from tui.diff.noting import with_notes


class Lines(Protocol):
    """A hunk as `daemon.wire.review.Hunk` has it: lines count from 1, an empty range ends before its start."""

    @property
    def number(self) -> int: ...
    @property
    def old_start(self) -> int: ...
    @property
    def old_end(self) -> int: ...
    @property
    def new_start(self) -> int: ...
    @property
    def new_end(self) -> int: ...


def roundtrip(sql: str, lowered: str | None, notes: Sequence[Note] = ()) -> Model:
    """The SQL beside the SQL made from its spec. White space makes no difference: the proof does not see it either."""
    sides = (Side("SQL", "sql", sql), Side("SQL from the spec", "sql", lowered or ""))
    keys = [[" ".join(line.split()) for line in side.lines] for side in sides]
    found = tuple(differences(keys[0], keys[1]))
    said = [hunk for hunk in found if any(any(key[slice(*part)]) for key, part in zip(keys, hunk.lines, strict=True))]
    numbers = {hunk.number: number for number, hunk in enumerate(said, 1)}
    rows = (replace(row, hunk=numbers.get(row.hunk or 0)) for row in _rows(sides, found))
    hunks = tuple(replace(hunk, number=numbers[hunk.number]) for hunk in said)
    return Model(Mode.ROUNDTRIP, sides, with_notes(rows, notes), hunks=hunks)


def compare(
    current: str,
    proposal: str,
    mine: str | None = None,
    *,
    hunks: Sequence[Lines] | None = None,
    notes: Sequence[Note] = (),
) -> Model:
    """The spec in review beside a proposal, and beside one's own text if there is one; `hunks` as the daemon has them.

    Hunks of three texts are those of either against the current one, joined where they meet; they are for reading.
    """
    sides = (Side("current", "yaml", current), Side("proposal", "yaml", proposal))
    parts = _given(hunks, sides) if hunks is not None else None
    if parts is None:
        parts = tuple(differences(sides[0].lines, sides[1].lines))
    if mine is not None:
        own = Side("mine", "yaml", mine)
        parts = tuple(_joined(parts, tuple(differences(sides[0].lines, own.lines))))
        sides = (*sides, own)
    return Model(Mode.COMPARE, sides, with_notes(_rows(sides, parts), notes), hunks=parts)


def _given(hunks: Sequence[Lines], sides: tuple[Side, ...]) -> tuple[Hunk, ...] | None:
    """The daemon's hunks, unless they belong to other texts than these."""
    read = tuple(
        Hunk(hunk.number, (Span(hunk.old_start - 1, hunk.old_end), Span(hunk.new_start - 1, hunk.new_end)))
        for hunk in hunks
    )
    one = two = 0
    for hunk in (*read, Hunk(0, (Span(len(sides[0].lines), 0), Span(len(sides[1].lines), 0)))):
        first, second = hunk.lines[0].start, hunk.lines[1].start
        if first - one != second - two or sides[0].lines[one:first] != sides[1].lines[two:second] or first < one:
            return None
        one, two = max(hunk.lines[0].end, first), max(hunk.lines[1].end, second)
    return read


def _joined(proposed: tuple[Hunk, ...], own: tuple[Hunk, ...]) -> Iterator[Hunk]:
    """Hunks of three sides: what touches in the first side is one, and each side moves along with the lines before."""
    waiting = sorted([(hunk.lines[0], 1, hunk) for hunk in proposed] + [(hunk.lines[0], 2, hunk) for hunk in own])
    shift = {1: 0, 2: 0}
    number = 0
    while waiting:
        first, _, _ = waiting[0]
        end, group = first.end, []
        while waiting and waiting[0][0].start <= end:
            lines, side, hunk = waiting.pop(0)
            end = max(end, lines.end)
            group.append((side, hunk))
        spans = [Span(first.start, end)]
        for side in (1, 2):
            begin = first.start + shift[side]
            for whose, hunk in group:
                if whose == side:
                    old, new = hunk.lines
                    shift[side] += (new.end - new.start) - (old.end - old.start)
            spans.append(Span(begin, end + shift[side]))
        number += 1
        yield Hunk(number, tuple(spans))


def _rows(sides: tuple[Side, ...], hunks: Sequence[Hunk]) -> Iterator[Row]:
    """Equal lines beside each other, and the lines of a hunk from its top down."""
    here = [0] * len(sides)
    for hunk in hunks:
        while here[0] < hunk.lines[0].start:
            yield Row(tuple(here))
            here = [line + 1 for line in here]
        heights = [max(lines.end - lines.start, 0) for lines in hunk.lines]
        for row in range(max(heights)):
            lines = (line + row if row < height else None for line, height in zip(here, heights, strict=True))
            yield Row(tuple(lines), hunk.number)
        here = [line + height for line, height in zip(here, heights, strict=True)]
    while here[0] < len(sides[0].lines):
        yield Row(tuple(here))
        here = [line + 1 for line in here]
