"""The comment right above a unit, which is its note."""

from engine.lift.notes import note_of
from engine.plpgsql.lexer import LexError, tokenize
from engine.plpgsql.tree import Comment


def note_above(text: str, start: int, floor: int) -> str | None:
    """The note in a file's text between `floor`, where the unit before ends, and `start`, where this one begins.

    Only what stands on lines of its own, with no empty line between it and the unit, is about the unit.
    """
    gap = text[floor:start]
    if "--" not in gap and "*/" not in gap:
        return None
    try:
        tokens, comments = tokenize(gap)
    except LexError:
        return None
    kept: list[Comment] = []
    end = len(gap)
    for comment in reversed(comments if not tokens else ()):
        if gap.count("\n", comment.span.end, end) > 1 or not _alone(gap, comment.span.start, floor):
            break
        kept.append(comment)
        end = comment.span.start
    return note_of(reversed(kept))


def _alone(gap: str, start: int, floor: int) -> bool:
    """Whether a comment begins its line; the first line belongs to the unit before, if there is one."""
    line = gap.rfind("\n", 0, start) + 1
    return not gap[line:start].strip() and (line > 0 or floor == 0)
