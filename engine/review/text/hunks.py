"""Find the lines where two texts differ, and apply some of these hunks."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from engine.review.refusal import Refusal

MAX_PAIRS = 500_000  # of equal lines to compare; with more, the whole text counts as one hunk


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines [start, end) that replace lines of another text, from 0; an empty range is between two lines."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def split_lines(text: str) -> list[str]:
    """Return the lines of a text, each with its line feed; only a line feed ends a line, as in editors."""
    *whole, last = text.split("\n")
    return [f"{line}\n" for line in whole] + ([last] if last else [])


def find_hunks(old: str, new: str) -> tuple[Hunk, ...]:
    """Return the hunks between two texts, in order; no two are adjacent."""
    return tuple(diff_lines(split_lines(old), split_lines(new)))


def apply_hunks(old: str, new: str, chosen: Collection[int]) -> str:
    """Return the old text with the chosen hunks applied; hunks are numbered from 1."""
    found = find_hunks(old, new)
    if not set(chosen) <= set(range(1, len(found) + 1)):
        known = f"1 to {len(found)}" if found else "none, the texts are the same"
        raise Refusal("hunk", "There is no hunk of that number.", f"Hunks here are {known}.")
    before, after = split_lines(old), split_lines(new)
    kept: list[str] = []
    at = 0
    for number, hunk in enumerate(found, 1):
        kept += before[at : hunk.old_start]
        taken = number in chosen
        kept += after[hunk.new_start : hunk.new_end] if taken else before[hunk.old_start : hunk.old_end]
        at = hunk.old_end
    return "".join(kept + before[at:])


def diff_lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Hunk]:
    """Yield the hunks of two lists of lines; common lines at both ends are skipped, because edits are small."""
    head = _alike(old, new)
    tail = _alike(old[head:][::-1], new[head:][::-1])
    middle, other = old[head : len(old) - tail], new[head : len(new) - tail]
    if not middle and not other:
        return
    if _pairs(middle, other) > MAX_PAIRS:
        yield Hunk(head, head + len(middle), head, head + len(other))
        return
    matcher = SequenceMatcher(None, middle, other, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag != "equal":
            yield Hunk(head + old_start, head + old_end, head + new_start, head + new_end)


def _alike(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many lines two lists share at the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _pairs(one: Sequence[str], other: Sequence[str]) -> int:
    there = Counter(other)
    return sum(count * there[line] for line, count in Counter(one).items())
