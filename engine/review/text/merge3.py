"""Three-way merge of two edits of one base text; a conflict keeps both sides."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.review.text.hunks import Hunk, diff_lines, split_lines


@dataclass(frozen=True, slots=True)
class MergeConflict:
    """Lines that the two sides changed differently; `line` of the base text counts from 1."""

    line: int
    base: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class MergeResult:
    """The parts of the merged text in order; somebody must resolve each conflict."""

    parts: tuple[str | MergeConflict, ...]

    @property
    def conflicts(self) -> tuple[MergeConflict, ...]:
        return tuple(part for part in self.parts if isinstance(part, MergeConflict))

    @property
    def text(self) -> str | None:
        """Return the merged text; None while there is a conflict."""
        texts = [part for part in self.parts if isinstance(part, str)]
        if len(texts) == len(self.parts):
            return "".join(texts)
        return None

    @property
    def marked(self) -> str:
        """Return the text for an editor, with conflict markers around both sides."""
        return "".join(part if isinstance(part, str) else _marked(part) for part in self.parts)


def merge3(base: str, mine: str, theirs: str) -> MergeResult:
    """Merge by lines. Adjacent changes count as one conflict, because their authors should look."""
    lines, ours, others = split_lines(base), _Side(base, mine), _Side(base, theirs)
    parts: list[str | MergeConflict] = []
    at = 0
    for start, end in _places(ours.hunks, others.hunks):
        parts.append("".join(lines[at:start]))
        parts.append(_chosen(start + 1, "".join(lines[start:end]), ours.at(start, end), others.at(start, end)))
        at = end
    parts.append("".join(lines[at:]))
    return MergeResult(tuple(part for part in parts if part != ""))


class _Side:
    """One edited text, which gives its replacement for a range of base lines."""

    def __init__(self, base: str, changed: str) -> None:
        self._lines = split_lines(changed)
        self.hunks = tuple(diff_lines(split_lines(base), self._lines))

    def at(self, start: int, end: int) -> str:
        """Return the replacement of the base lines [start, end); no hunk crosses either bound."""
        before = [hunk for hunk in self.hunks if hunk.old_end < start]
        within = [hunk for hunk in self.hunks if hunk.old_start <= end]
        return "".join(self._lines[start + _shift(before) : end + _shift(within)])


def _shift(hunks: Sequence[Hunk]) -> int:
    if hunks:
        return hunks[-1].new_end - hunks[-1].old_end
    return 0


def _places(mine: Sequence[Hunk], theirs: Sequence[Hunk]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the base that some side changed; adjacent ones are joined."""
    ranges = sorted((hunk.old_start, hunk.old_end) for hunk in (*mine, *theirs))
    if not ranges:
        return
    start, end = ranges[0]
    for next_start, next_end in ranges[1:]:
        if next_start > end:
            yield start, end
            start = next_start
        end = max(end, next_end)
    yield start, end


def _chosen(line: int, base: str, mine: str, theirs: str) -> str | MergeConflict:
    if mine in (base, theirs):
        return theirs
    if theirs == base:
        return mine
    return MergeConflict(line, base, mine, theirs)


def _marked(conflict: MergeConflict) -> str:
    sides = [_closed(side) for side in (conflict.mine, conflict.theirs)]
    return f"<<<<<<< yours\n{sides[0]}=======\n{sides[1]}>>>>>>> theirs\n"


def _closed(text: str) -> str:
    if not text or text.endswith("\n"):
        return text
    return f"{text}\n"
