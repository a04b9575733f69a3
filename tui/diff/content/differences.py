"""The differences of two texts by line, in time that grows with their length and not with its square."""

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from tui.diff.content.diff_model import DiffHunk, TextRange
from tui.diff.content.longest_increasing import longest_increasing

MOST_PAIRS = 40_000
"""The most pairs of lines that are compared one by one; beyond it, all of them are one difference."""
DEEPEST = 50  # ordinary texts need three or four; hostile ones could recurse without end

Pair = tuple[TextRange, TextRange]


def find_hunks(old: Sequence[str], new: Sequence[str]) -> Iterator[DiffHunk]:
    """Yield the hunks, numbered from 1. Lines that occur once in each text anchor the others."""
    joined: list[Pair] = []
    for one, other in _differing(old, new, TextRange(0, len(old)), TextRange(0, len(new))):
        if joined and joined[-1][0].end == one.start and joined[-1][1].end == other.start:
            joined[-1] = (TextRange(joined[-1][0].start, one.end), TextRange(joined[-1][1].start, other.end))
        else:
            joined.append((one, other))
    for number, lines in enumerate(joined, 1):
        yield DiffHunk(number, lines)


def _differing(
    old: Sequence[str], new: Sequence[str], one: TextRange, other: TextRange, depth: int = 0
) -> Iterator[Pair]:
    one, other = _trimmed(old, new, one, other)
    if one.start == one.end or other.start == other.end:
        if one.start < one.end or other.start < other.end:
            yield one, other
        return
    anchors = _anchors(old, new, one, other) if depth < DEEPEST else []
    if not anchors:
        yield from _matched(old, new, one, other)
        return
    i, j = one.start, other.start
    for k, m in [*anchors, (one.end, other.end)]:
        yield from _differing(old, new, TextRange(i, k), TextRange(j, m), depth + 1)
        i, j = k + 1, m + 1


def _trimmed(old: Sequence[str], new: Sequence[str], one: TextRange, other: TextRange) -> Pair:
    """Return what is left without equal lines at the top and at the bottom."""
    i, j, k, m = one.start, other.start, one.end, other.end
    while i < k and j < m and old[i] == new[j]:
        i, j = i + 1, j + 1
    while i < k and j < m and old[k - 1] == new[m - 1]:
        k, m = k - 1, m - 1
    return TextRange(i, k), TextRange(j, m)


def _anchors(old: Sequence[str], new: Sequence[str], one: TextRange, other: TextRange) -> list[tuple[int, int]]:
    """Return the lines that occur once in each part, as many as keep their order."""
    counts = Counter(old[one.start : one.end]), Counter(new[other.start : other.end])
    places = {new[line]: line for line in range(*other) if counts[1][new[line]] == 1}
    pairs = [(line, places[old[line]]) for line in range(*one) if counts[0][old[line]] == 1 and old[line] in places]
    return [pairs[number] for number in longest_increasing([line for _, line in pairs])]


def _matched(old: Sequence[str], new: Sequence[str], one: TextRange, other: TextRange) -> Iterator[Pair]:
    if (one.end - one.start) * (other.end - other.start) > MOST_PAIRS:
        yield one, other
        return
    matcher = SequenceMatcher(None, old[one.start : one.end], new[other.start : other.end], autojunk=False)
    for word, i, j, k, m in matcher.get_opcodes():
        if word != "equal":
            yield TextRange(one.start + i, one.start + j), TextRange(other.start + k, other.start + m)
