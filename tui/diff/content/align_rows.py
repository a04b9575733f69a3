"""Align lines: linked parts share a row where the order of both sides allows it."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from tui.diff.content.diff_model import DiffLink, DiffRow
from tui.diff.content.longest_increasing import longest_increasing


@dataclass(frozen=True, slots=True)
class RowAnchor:
    """A fixed row: a line of each side, and the number of lines of each that belong to it."""

    lines: tuple[int, int]
    heights: tuple[int, int] = (1, 1)


def linked_rows(links: Iterable[DiffLink], heights: tuple[int, int]) -> tuple[DiffRow, ...]:
    """Return every line of both sides once, in order; linked lines share a row where that keeps the order."""
    *anchors, last = [RowAnchor((0, 0)), *_anchors(links)]
    # After the last anchor nothing has to be aligned: the gap is at the very end there.
    anchors += [replace(last, heights=heights), RowAnchor(heights)]
    rows: list[DiffRow] = []
    for anchor, following in itertools.pairwise(anchors):
        rows.extend(_between(anchor, following))
    return tuple(rows)


def _anchors(links: Iterable[DiffLink]) -> list[RowAnchor]:
    """Return an anchor for each line of the first side on which a link begins, as many as keep the order.

    The top lines are not anchored: a head of one line often corresponds to many.
    """
    first: dict[int, RowAnchor] = {}
    for link in links:
        left, right = link.lines
        if left is None or right is None or not left.start or not right.start:
            continue
        anchor = RowAnchor((left.start, right.start), (left.end - left.start, right.end - right.start))
        known = first.get(left.start)
        if known is None or anchor.lines < known.lines:
            first[left.start] = anchor
    anchors = [first[line] for line in sorted(first)]
    return [anchors[number] for number in longest_increasing([anchor.lines[1] for anchor in anchors])]


def _between(anchor: RowAnchor, following: RowAnchor) -> Iterator[DiffRow]:
    """Yield the rows from one anchor to the next; the gap of the shorter side follows the lines of the anchor."""
    starts = anchor.lines
    lengths = [following.lines[side] - starts[side] for side in (0, 1)]
    tall = max(lengths)
    heads = [min(anchor.heights[side], lengths[side]) for side in (0, 1)]
    for row in range(tall):
        yield DiffRow(tuple(_line(row, starts[side], lengths[side], heads[side], tall) for side in (0, 1)))


def _line(row: int, start: int, length: int, head: int, tall: int) -> int | None:
    gap = tall - length
    if row < head:
        return start + row
    if row < head + gap:
        return None
    return start + row - gap
