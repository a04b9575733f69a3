"""The units of a file, each with the comments about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from engine.lift.comment_notes import note_from_comments
from engine.plpgsql.lexer import LexError, tokenize
from engine.plpgsql.tree import Comment
from engine.source.unit import SourceFile, Unit


@dataclass(frozen=True, slots=True)
class FilePart:
    """A unit with its file and the comments around it."""

    source: SourceFile
    unit: Unit
    note: str | None


@dataclass(frozen=True, slots=True)
class CommentGap:
    """The comments between two units: on the line of the first one, and below it."""

    beside: tuple[Comment, ...]
    below: tuple[Comment, ...]


def file_parts(source: SourceFile) -> Iterator[FilePart]:
    """Return the units of a file: a comment belongs to the next unit, or to the unit before it on the same line.

    No comment is lost: those after the last unit belong to that.
    """
    gaps = [_gap(source, at) for at in range(len(source.units) + 1)]
    for at, unit in enumerate(source.units):
        before, after = gaps[at], gaps[at + 1]
        rest = after.below if at == len(source.units) - 1 else ()
        yield FilePart(source, unit, note_from_comments([*before.below, *after.beside, *rest]))


def _gap(source: SourceFile, at: int) -> CommentGap:
    start = source.units[at - 1].span.end if at else 0
    end = source.units[at].span.start if at < len(source.units) else len(source.text)
    text = _without_asides(source, start, end)
    try:
        comments = tokenize(text)[1] if "--" in text or "/*" in text else ()
    except LexError:
        comments = ()
    line_end = text.find("\n") if at else -1
    beside = tuple(comment for comment in comments if comment.span.start < line_end)
    return CommentGap(beside, comments[len(beside) :])


def _without_asides(source: SourceFile, start: int, end: int) -> str:
    """Return the text between two units with blanks for what is not SQL."""
    text = source.text[start:end]
    for aside in source.asides:
        if start <= aside.span.start < end:
            first, stop = aside.span.start - start, aside.span.end - start
            text = text[:first] + re.sub(r"[^\n]", " ", text[first:stop]) + text[stop:]
    return text
