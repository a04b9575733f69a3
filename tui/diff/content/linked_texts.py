"""A model of SQL beside its spec, with their links and the SQL that no link explains."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, cast

from tui.diff.content.align_rows import linked_rows
from tui.diff.content.diff_model import (
    DiffFinding,
    DiffLink,
    DiffMode,
    DiffModel,
    DiffNote,
    DiffSide,
    LinePlace,
    TextRange,
)
from tui.diff.content.link_kinds import LinkKind, link_kind_from
from tui.diff.content.note_rows import insert_notes

MEANINGFUL = re.compile(r"--[^\n]*|/\*.*?\*/|[^\s;/-]+|[/-]", re.DOTALL)
COMMENT = ("--", "/*")


def link_texts(
    sql: str,
    spec: str | None,
    links: Iterable[object],
    *,
    findings: Iterable[tuple[int, int, str]] = (),
    notes: Sequence[DiffNote] = (),
) -> DiffModel:
    """Return the SQL beside the spec; `findings` are characters of the SQL with a sentence.

    A link that does not fit its text, such as one of a newer daemon, is left out: nothing is shown in a wrong place.
    """
    sides = (DiffSide("SQL", "sql", sql), DiffSide("SpecQL", "yaml", spec or ""))
    read = _links(sides, links)
    found = tuple(
        DiffFinding(LinePlace(0, sides[0].line_at(start)), TextRange(start, end), sentence)
        for start, end, sentence in sorted(findings)
        if 0 <= start <= end <= len(sql)
    )
    rows = linked_rows(read, (len(sides[0].lines), len(sides[1].lines)))
    at = tuple(tuple(_innermost(side, number, read)) for number, side in enumerate(sides))
    return DiffModel(
        DiffMode.LINKED,
        sides,
        insert_notes(rows, notes),
        read,
        unexplained=tuple(unexplained(sql, read)),
        findings=found,
        at=at,
    )


def unexplained(sql: str, links: Sequence[DiffLink]) -> Iterator[TextRange]:
    """Yield the parts of the SQL that no link covers or that are carried as raw; comments do not count."""
    covered = 0
    spans = sorted((span, link.kind) for link in links if (span := link.spans[0]) is not None)
    parts: list[TextRange] = []
    for span, kind in spans:
        if span.start > covered:
            parts.append(TextRange(covered, span.start))
        if kind is LinkKind.RAW:
            parts.append(span)
        covered = max(covered, span.end)
    parts.append(TextRange(covered, len(sql)))
    for part in parts:
        meaningful = list(meaningful_ranges(sql, part))
        if meaningful:
            yield TextRange(meaningful[0].start, meaningful[-1].end)


def meaningful_ranges(sql: str, within: TextRange) -> Iterator[TextRange]:
    """Yield the parts of the SQL that have a meaning: no white space, comments or semicolons."""
    return (TextRange(*match.span()) for match in MEANINGFUL.finditer(sql, *within) if not match[0].startswith(COMMENT))


def _links(sides: tuple[DiffSide, DiffSide], links: Iterable[object]) -> tuple[DiffLink, ...]:
    read = [entry for link in links if (entry := _fitting(sides, link)) is not None]
    read.sort(key=lambda entry: (entry[1][0], -entry[1][1], entry[2][0], -entry[2][1]))
    found: list[DiffLink] = []
    for number, (path, left, right, kind) in enumerate(read):
        leaf = number + 1 == len(read) or read[number + 1][1].start >= left.end
        lines = (sides[0].lines_of(left), sides[1].lines_of(right))
        found.append(DiffLink(number, kind, (left, right), lines, path, leaf))
    return tuple(found)


def _fitting(
    sides: tuple[DiffSide, DiffSide], link: object
) -> tuple[tuple[str | int, ...], TextRange, TextRange, LinkKind] | None:
    try:
        path, sql, yaml, kind = cast(Sequence[Any], link)
        left, right = TextRange(*sql), TextRange(*yaml[-2:])
    except (TypeError, ValueError):
        return None
    fits = all(0 <= span[0] <= span[1] <= len(side.text) for span, side in zip((left, right), sides, strict=True))
    if not fits:
        return None
    return tuple(path), left, right, link_kind_from(kind)


def _innermost(side: DiffSide, number: int, links: Sequence[DiffLink]) -> Iterator[int | None]:
    """Yield for each line the first link that begins on it, else the innermost one that covers it."""
    spans = sorted((span.start, -span.end, link.number) for link in links if (span := link.spans[number]) is not None)
    coming = 0
    open_links: list[tuple[int, int]] = []  # ends and numbers, inner links after outer ones
    for start, text in zip(side.starts, side.lines, strict=True):
        first = None
        while open_links and open_links[-1][0] <= start:
            open_links.pop()
        around = open_links[-1][1] if open_links else None
        while coming < len(spans) and spans[coming][0] <= start + len(text):
            begin, minus_end, link = spans[coming]
            if first is None:
                first = link
            while open_links and open_links[-1][0] <= begin:
                open_links.pop()
            open_links.append((-minus_end, link))
            coming += 1
        yield around if first is None else first
