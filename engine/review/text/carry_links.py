"""Carry the links of a spec over to an edited text, so that the edit still shows which SQL became what."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any, TypeAlias

from engine.review.text.hunks import Hunk, diff_lines, split_lines

TextRange: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CarriedLink:
    """Characters of the SQL and characters of the spec; `path` is the path of the step when it was lifted."""

    path: tuple[str | int, ...]
    sql: TextRange
    yaml: TextRange
    kind: str


def carry_links(links: Sequence[CarriedLink], lifted: str, edited: str) -> tuple[CarriedLink, ...]:
    """Carry links over: unchanged lines keep theirs, changed ones get inferred links, new ones invented links."""
    before, after = split_lines(lifted), split_lines(edited)
    texts = _Texts(tuple(diff_lines(before, after)), _starts(before), _starts(after))
    carried = [new for link in links if (new := texts.carried(link))]
    covered = _lines_with(links, texts)
    fresh = [texts.place(hunk) for hunk in texts.hunks if not any(covered[hunk.old_start : hunk.old_end])]
    invented = [_invented(place, carried) for place in fresh if place[0] < place[1]]
    return tuple(sorted([*carried, *invented], key=lambda link: (link.yaml[0], -link.yaml[1])))


def carry_link_rows(links: Sequence[Any], lifted: str, edited: str) -> list[list[object]]:
    """Do the same for links in stored form: each a list of path, SQL, spec and kind."""
    known = [CarriedLink(tuple(path), tuple(sql), tuple(place), kind) for path, sql, place, kind in links]
    return [[list(at.path), list(at.sql), list(at.yaml), at.kind] for at in carry_links(known, lifted, edited)]


def innermost_link(links: Sequence[Any], span: TextRange) -> CarriedLink | None:
    """Return the shortest of the links in stored form that covers some characters of the SQL."""
    covering = [
        CarriedLink(tuple(path), tuple(sql), tuple(place), kind)
        for path, sql, place, kind in links
        if sql[0] <= span[0] and span[1] <= sql[1]
    ]
    return min(covering, key=lambda link: link.sql[1] - link.sql[0], default=None)


@dataclass(frozen=True, slots=True)
class _Texts:
    """Two texts: the hunks between them, and the first character of each line."""

    hunks: Sequence[Hunk]
    before: Sequence[int]
    after: Sequence[int]

    def carried(self, link: CarriedLink) -> CarriedLink | None:
        """Return the link at its new place; None if nothing is left of its lines."""
        start, end = link.yaml
        first, last = self.lines(link)
        changed = [hunk for hunk in self.hunks if hunk.old_start <= last and hunk.old_end > first]
        if not changed:
            return CarriedLink(link.path, link.sql, self._moved(first, start, end), link.kind)
        opened = self._holding(changed[0], first) or self._moved(first, start, start)
        closed = self._holding(changed[-1], last) or self._moved(last, end, end)
        place = (opened[0], closed[1])
        if place[0] < place[1]:
            return CarriedLink(link.path, link.sql, place, "inferred")
        return None

    def place(self, hunk: Hunk) -> TextRange:
        """Return the characters of the new text in a hunk."""
        return self.after[hunk.new_start], self.after[hunk.new_end]

    def lines(self, link: CarriedLink) -> tuple[int, int]:
        """Return the first and last line of the old text that a link covers."""
        start, end = link.yaml
        return bisect_right(self.before, start) - 1, bisect_right(self.before, max(start, end - 1)) - 1

    def _holding(self, hunk: Hunk, line: int) -> TextRange | None:
        if hunk.old_start <= line < hunk.old_end:
            return self.place(hunk)
        return None

    def _moved(self, line: int, start: int, end: int) -> TextRange:
        """Move characters on an unchanged line by the amount that the text before them grew."""
        ahead = bisect_right(self.hunks, line, key=lambda hunk: hunk.old_end)
        last = self.hunks[ahead - 1] if ahead else None
        grown = self.after[last.new_end] - self.before[last.old_end] if last else 0
        return start + grown, end + grown


def _lines_with(links: Sequence[CarriedLink], texts: _Texts) -> bytearray:
    """Return for each line of the old text whether a link covers it."""
    covered = bytearray(len(texts.before))
    for link in links:
        first, last = texts.lines(link)
        covered[first : last + 1] = b"\1" * (last + 1 - first)
    return covered


def _starts(lines: Sequence[str]) -> list[int]:
    return [0, *accumulate(map(len, lines))]


def _invented(place: TextRange, carried: Sequence[CarriedLink]) -> CarriedLink:
    """Return a link to no SQL, placed after the link before it."""
    at = max((link.sql[1] for link in carried if link.yaml[1] <= place[0]), default=0)
    return CarriedLink((), (at, at), place, "invented")
