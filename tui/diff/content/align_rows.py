"""Align lines: linked parts share a row where the order of both sides allows it."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace

from tui.diff.content.diff_model import DiffLink, DiffRow
from tui.diff.content.longest_increasing import longest_increasing

MAX_GAP = 3  # blank lines of one gap


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
    columns: tuple[list[int | None], list[int | None]] = ([], [])
    for anchor, following in itertools.pairwise(anchors):
        _extend(columns, anchor, following)
    pairs = itertools.zip_longest(*columns)
    return tuple(DiffRow(lines) for lines in pairs if lines != (None, None))


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


def _extend(columns: tuple[list[int | None], list[int | None]], anchor: RowAnchor, following: RowAnchor) -> None:
    """Add the lines from one anchor to the next. The gap of the shorter side follows the lines of the anchor.

    A gap has a few lines at most: where one line corresponds to many, the sides drift apart, and meet again later.
    """
    ends = [len(columns[side]) + following.lines[side] - anchor.lines[side] for side in (0, 1)]
    for side, column in enumerate(columns):
        lines = range(anchor.lines[side], following.lines[side])
        head = min(anchor.heights[side], len(lines))
        gap = min(max(max(ends) - ends[side], 0), MAX_GAP)
        column.extend((*lines[:head], *(None,) * gap, *lines[head:]))
