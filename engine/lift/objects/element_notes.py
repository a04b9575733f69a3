"""Comments between the parts of a statement become the notes of these parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.lift.comment_notes import strip_comment_marks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from engine.lift.objects.ddl import Ddl, Piece


def notes_of(ddl: Ddl, parts: Sequence[Piece]) -> tuple[list[str | None], str | None]:
    """Return the notes of the parts and of the statement: a comment belongs to what follows, or to the line it ends."""
    lines: list[list[str]] = [[] for _ in parts]
    rest: list[str] = []
    for comment in ddl.loose_comments():
        at = _owner(ddl, parts, comment.start)
        (rest if at is None else lines[at]).append(strip_comment_marks(ddl.text[comment.start : comment.end + 1]))
    return [join_notes(*found) for found in lines], join_notes(*rest)


def whole_note(ddl: Ddl) -> str | None:
    """Return all comments of a statement as one note."""
    return notes_of(ddl, ())[1]


def join_notes(*notes: str | None) -> str | None:
    """Return several notes as one; None if there is none."""
    return "\n".join(note for note in notes if note) or None


def _owner(ddl: Ddl, parts: Sequence[Piece], at: int) -> int | None:
    """Return the index of the part that a comment is about; None for the statement."""
    if not parts or _of_the_statement(ddl, parts, at):
        return None
    before = [number for number, part in enumerate(parts) if ddl.tokens[part.first].start < at]
    if before and (_inside(ddl, parts[before[-1]], at) or _same_line(ddl, parts[before[-1]].stop - 1, at)):
        return before[-1]
    return min(len(before), len(parts) - 1)


def _of_the_statement(ddl: Ddl, parts: Sequence[Piece], at: int) -> bool:
    """Return whether a comment is before the parts, on the line that opens them, or after their end."""
    opening, closing = max(parts[0].first - 1, 0), min(parts[-1].stop, ddl.end - 1)
    if at < ddl.tokens[parts[0].first].start:
        return at < ddl.tokens[opening].start or _same_line(ddl, opening, at)
    return at > ddl.tokens[closing].start and not _same_line(ddl, parts[-1].stop - 1, at)


def _inside(ddl: Ddl, part: Piece, at: int) -> bool:
    return at < ddl.tokens[part.stop - 1].end


def _same_line(ddl: Ddl, token: int, at: int) -> bool:
    """Return whether a position is on the line of a token, with nothing between them."""
    return "\n" not in ddl.text[ddl.tokens[token].end : at]
