"""Read the words at the beginning of a statement: the kind of an object, and its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from engine.lift.objects.unsupported_shape import UnsupportedShape

if TYPE_CHECKING:
    from collections.abc import Collection

    from engine.lift.objects.ddl import Ddl

LONGEST_KIND = 3  # words, as in "text search configuration"
OPENING, DOT = "ASCII_40", "ASCII_46"


def word_at(ddl: Ddl, at: int) -> str:
    """Return a token in lower case; empty after the end."""
    if at >= ddl.end:
        return ""
    token = ddl.tokens[at]
    return ddl.text[token.start : token.end + 1].lower()


def read_kind(ddl: Ddl, at: int, kinds: Collection[str]) -> tuple[str, int]:
    """Return the kind of object at an index and the index after it."""
    for length in range(LONGEST_KIND, 0, -1):
        kind = " ".join(word_at(ddl, each) for each in range(at, at + length))
        if kind in kinds:
            return kind, at + length
    raise UnsupportedShape(f"{word_at(ddl, 0).upper()} {word_at(ddl, at).upper()} has no shape")


def after_words(ddl: Ddl, at: int, *words: str) -> int:
    """Return the index after some words if they are there, else the same index."""
    if all(word_at(ddl, at + number) == word for number, word in enumerate(words)):
        return at + len(words)
    return at


def after_name(ddl: Ddl, at: int) -> int:
    """Return the index after a dotted name or the name of an operator."""
    while at + 1 < ddl.end and ddl.name(at + 1) == DOT:
        at += 2
    return at + 1
