"""Normalize the layout of SQL text for a slot: blanks between tokens change, tokens do not."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from engine.lift.line_joining import join_lines


class PositionedToken(Protocol):
    """A token with its position in the text."""

    @property
    def start(self) -> int: ...

    @property
    def end(self) -> int: ...


def normalize_layout(text: str, tokens: Iterable[PositionedToken], shift: int = 0) -> str:
    """Return `text` with short lines joined, without CR before LF, trailing blanks and common indentation.

    Nothing changes inside its tokens.

    `shift` is subtracted from the positions of the tokens to get positions in `text`.
    """
    if "\n" not in text and "\r" not in text:
        return text
    spans = [(token.start - shift, token.end - shift) for token in tokens]
    joined = join_lines(text, spans)
    inside = _lines_starting_inside(text, spans) if joined is None else frozenset()
    lines = (text if joined is None else joined).split("\n")
    kept = [line if number + 1 in inside else _without_blanks_at_end(line) for number, line in enumerate(lines)]
    indentation = _common_indentation(kept, inside)
    if indentation:
        kept = [line[indentation:] if _counts(line, number, inside) else line for number, line in enumerate(kept)]
    return "\n".join(kept)


def _without_blanks_at_end(line: str) -> str:
    return line.rstrip(" \t\r\f\v")


def _lines_starting_inside(text: str, spans: Iterable[tuple[int, int]]) -> frozenset[int]:
    """Return the numbers of the lines that begin inside a token."""
    inside: set[int] = set()
    for start, end in spans:
        breaks = text.count("\n", max(start, 0), end) if end - start > 1 else 0
        if breaks:
            first = text.count("\n", 0, start)
            inside.update(range(first + 1, first + breaks + 1))
    return frozenset(inside)


def _common_indentation(lines: Sequence[str], inside: frozenset[int]) -> int:
    indented = [
        line[: len(line) - len(line.lstrip(" \t"))]
        for number, line in enumerate(lines)
        if _counts(line, number, inside)
    ]
    if not indented:
        return 0
    shortest, longest = min(indented), max(indented)
    return next((at for at, sign in enumerate(shortest) if longest[at : at + 1] != sign), len(shortest))


def _counts(line: str, number: int, inside: frozenset[int]) -> bool:
    """Return whether a line counts for the indentation: it is not the first, not blank, not inside a literal."""
    return number > 0 and bool(line) and number not in inside
