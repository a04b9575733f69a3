"""Where two texts differ, by lines, and a text made by taking some of these places and not the others."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from engine.review.refusal import Refusal

MAX_PAIRS = 500_000  # pairs of equal lines that are looked at; above, two texts differ in one great place


@dataclass(frozen=True, slots=True)
class Hunk:
    """Lines [start, end) of one text in the place of lines of another, from 0; an empty range is between two lines."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


def split_lines(text: str) -> list[str]:
    """The lines of a text, each with its line feed; only that ends a line, as for editors."""
    *whole, last = text.split("\n")
    return [f"{line}\n" for line in whole] + ([last] if last else [])


def find_hunks(old: str, new: str) -> tuple[Hunk, ...]:
    """The places where two texts differ, in order; none touches the next."""
    return tuple(diff_lines(split_lines(old), split_lines(new)))


def apply_hunks(old: str, new: str, chosen: Collection[int]) -> str:
    """The old text with the hunks of these numbers, which count from 1."""
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
    """The hunks of two lists of lines. What begins and ends alike is set aside first: edits are small."""
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
    """How many lines two lists have in common at their beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))


def _pairs(one: Sequence[str], other: Sequence[str]) -> int:
    there = Counter(other)
    return sum(count * there[line] for line, count in Counter(one).items())
