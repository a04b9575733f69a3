"""Comments between the parts of a statement become the notes of the parts they stand with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.lift.notes import unmarked

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.lift.objects.ddl import Ddl, Piece


def notes_of(ddl: Ddl, parts: Sequence[Piece]) -> tuple[list[str | None], str | None]:
    """The note of each part, and of the statement itself: a comment belongs to what follows it, or to what it ends."""
    lines: list[list[str]] = [[] for _ in parts]
    rest: list[str] = []
    for comment in ddl.loose_comments():
        at = _owner(ddl, parts, comment.start)
        (rest if at is None else lines[at]).append(unmarked(ddl.text[comment.start : comment.end + 1]))
    return [_joined(found) for found in lines], _joined(rest)


def whole_note(ddl: Ddl) -> str | None:
    """All comments of a statement whose shape has one note."""
    return notes_of(ddl, ())[1]


def _joined(lines: list[str]) -> str | None:
    return "\n".join(line for line in lines if line) or None


def _owner(ddl: Ddl, parts: Sequence[Piece], at: int) -> int | None:
    """The index of the part that a comment speaks of; None for the statement."""
    if not parts or (_behind(ddl, parts[-1], at) and not _same_line(ddl, parts[-1], at)):
        return None
    if at < ddl.tokens[max(parts[0].first - 1, 0)].start:
        return None
    before = [number for number, part in enumerate(parts) if ddl.tokens[part.first].start < at]
    if before and (_inside(ddl, parts[before[-1]], at) or _same_line(ddl, parts[before[-1]], at)):
        return before[-1]
    following = len(before)
    return min(following, len(parts) - 1)


def _inside(ddl: Ddl, part: Piece, at: int) -> bool:
    return at < ddl.tokens[part.stop - 1].end


def _same_line(ddl: Ddl, part: Piece, at: int) -> bool:
    return "\n" not in ddl.text[ddl.tokens[part.stop - 1].end : at]


def _behind(ddl: Ddl, part: Piece, at: int) -> bool:
    """Whether a place is behind the token that follows a part."""
    return at > ddl.tokens[min(part.stop, ddl.end - 1)].start
