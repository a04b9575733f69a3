"""Texts of one language side by side: the round trip, and proposals against the current spec."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from tui.diff.content.diff_model import DiffHunk, DiffMode, DiffModel, DiffNote, DiffRow, DiffSide, TextRange
from tui.diff.content.differences import find_hunks
from tui.diff.content.note_rows import insert_notes


class HunkLines(Protocol):
    """A hunk as the daemon sends it: lines count from 1, and an empty range ends before its start."""

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


def compare_round_trip(
    sql: str, lowered: str | None, name: str = "SQL from the spec", notes: Sequence[DiffNote] = ()
) -> DiffModel:
    """Return the SQL beside the SQL generated from its spec. Like the proof, it ignores white space."""
    sides = (DiffSide("SQL", "sql", sql), DiffSide(name, "sql", lowered or ""))
    keys = [[" ".join(line.split()) for line in side.lines] for side in sides]
    found = tuple(find_hunks(keys[0], keys[1]))
    kept = [hunk for hunk in found if any(any(key[slice(*part)]) for key, part in zip(keys, hunk.lines, strict=True))]
    numbers = {hunk.number: number for number, hunk in enumerate(kept, 1)}
    rows = (replace(row, hunk=numbers.get(row.hunk or 0)) for row in _rows(sides, found))
    hunks = tuple(replace(hunk, number=numbers[hunk.number]) for hunk in kept)
    return DiffModel(DiffMode.ROUNDTRIP, sides, insert_notes(rows, notes), hunks=hunks)


def compare_proposal(
    current: str,
    proposal: str,
    mine: str | None = None,
    *,
    hunks: Sequence[HunkLines] | None = None,
    notes: Sequence[DiffNote] = (),
) -> DiffModel:
    """Return the spec in review beside a proposal, and beside the user's draft if there is one.

    `hunks` are those of the daemon. With three texts, the hunks of both against the current one are joined where they
    meet, and cannot be accepted.
    """
    sides = (DiffSide("current", "yaml", current), DiffSide("proposal", "yaml", proposal))
    parts = _given(hunks, sides) if hunks is not None else None
    if parts is None:
        parts = tuple(find_hunks(sides[0].lines, sides[1].lines))
    if mine is not None:
        own = DiffSide("mine", "yaml", mine)
        parts = tuple(_joined(parts, tuple(find_hunks(sides[0].lines, own.lines))))
        sides = (*sides, own)
    return DiffModel(DiffMode.COMPARE, sides, insert_notes(_rows(sides, parts), notes), hunks=parts)


def _given(hunks: Sequence[HunkLines], sides: tuple[DiffSide, ...]) -> tuple[DiffHunk, ...] | None:
    """Return the hunks of the daemon; None if they do not fit these texts."""
    read = tuple(
        DiffHunk(
            hunk.number, (TextRange(hunk.old_start - 1, hunk.old_end), TextRange(hunk.new_start - 1, hunk.new_end))
        )
        for hunk in hunks
    )
    one = two = 0
    for hunk in (*read, DiffHunk(0, (TextRange(len(sides[0].lines), 0), TextRange(len(sides[1].lines), 0)))):
        first, second = hunk.lines[0].start, hunk.lines[1].start
        if first - one != second - two or sides[0].lines[one:first] != sides[1].lines[two:second] or first < one:
            return None
        one, two = max(hunk.lines[0].end, first), max(hunk.lines[1].end, second)
    return read


def _joined(proposed: tuple[DiffHunk, ...], own: tuple[DiffHunk, ...]) -> Iterator[DiffHunk]:
    """Yield hunks of three sides: those that touch in the first side are joined, and later lines shift with them."""
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
        spans = [TextRange(first.start, end)]
        for side in (1, 2):
            begin = first.start + shift[side]
            for whose, hunk in group:
                if whose == side:
                    old, new = hunk.lines
                    shift[side] += (new.end - new.start) - (old.end - old.start)
            spans.append(TextRange(begin, end + shift[side]))
        number += 1
        yield DiffHunk(number, tuple(spans))


def _rows(sides: tuple[DiffSide, ...], hunks: Sequence[DiffHunk]) -> Iterator[DiffRow]:
    """Yield equal lines side by side, and the lines of each hunk from its top down."""
    here = [0] * len(sides)
    for hunk in hunks:
        while here[0] < hunk.lines[0].start:
            yield DiffRow(tuple(here))
            here = [line + 1 for line in here]
        heights = [max(lines.end - lines.start, 0) for lines in hunk.lines]
        for row in range(max(heights)):
            lines = (line + row if row < height else None for line, height in zip(here, heights, strict=True))
            yield DiffRow(tuple(lines), hunk.number)
        here = [line + height for line, height in zip(here, heights, strict=True)]
    while here[0] < len(sides[0].lines):
        yield DiffRow(tuple(here))
        here = [line + 1 for line in here]
