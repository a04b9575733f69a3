"""The text and tokens of one statement, with exact slices and a record of the comments outside them."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from pglast.parser import Token, scan

from engine.lift.layout import normalize_layout
from engine.lift.objects.unsupported_shape import UnsupportedShape

OPENING, CLOSING, COMMA = {"ASCII_40", "ASCII_91"}, {"ASCII_41", "ASCII_93"}, "ASCII_44"
COMMENTS = {"SQL_COMMENT", "C_COMMENT"}


class Piece(NamedTuple):
    """Tokens `first` to before `stop` of a statement."""

    first: int
    stop: int


class Ddl:
    """A statement's text and tokens; comments are separate, and marked as taken when a slice holds them."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = scan(text)
        self.tokens = [token for token in found if token.name not in COMMENTS and token.name != "ASCII_59"]
        self.comments = [token for token in found if token.name in COMMENTS]
        self._starts = [token.start for token in self.tokens]
        self._closing = self._pairs()
        self._taken: set[int] = set()

    def _pairs(self) -> dict[int, int]:
        pairs, open_at = {}, []
        for at, token in enumerate(self.tokens):
            if token.name in OPENING:
                open_at.append(at)
            elif token.name in CLOSING and open_at:
                pairs[open_at.pop()] = at
        return pairs

    @property
    def end(self) -> int:
        return len(self.tokens)

    def at(self, location: int) -> int:
        """Return the index of the first token at or after a location."""
        return bisect_left(self._starts, location)

    def name(self, at: int) -> str:
        """Return the kind of token at an index; empty after the end."""
        if at < self.end:
            return self.tokens[at].name
        return ""

    def closing(self, at: int) -> int:
        """Return the index of the parenthesis that closes the one at `at`."""
        if at not in self._closing:
            raise UnsupportedShape("no parenthesis in the expected place")
        return self._closing[at]

    def parenthesised_after(self, word: int | None) -> str | None:
        """Return the text between the parentheses after a word, or None without the word."""
        if word is None:
            return None
        return self.parenthesised(word + 1)

    def seek(self, name: str, first: int = 0, stop: int | None = None) -> int | None:
        """Return the first token of a kind outside parentheses, or None."""
        at, end = first, self.end if stop is None else stop
        while at < end:
            if self.tokens[at].name == name:
                return at
            at = self._closing.get(at, at) + 1
        return None

    def find(self, name: str, first: int = 0, stop: int | None = None) -> int:
        """Return the first token of a kind outside parentheses; raise UnsupportedShape without one."""
        found = self.seek(name, first, stop)
        if found is None:
            raise UnsupportedShape(f"no {name} in the expected place")
        return found

    def inside(self, opening: int) -> Piece:
        """Return the tokens between a parenthesis and its closing one."""
        return Piece(opening + 1, self.closing(opening))

    def items(self, piece: Piece) -> list[Piece]:
        """Split a piece at the commas outside parentheses."""
        found, first = [], piece.first
        while (comma := self.seek(COMMA, first, piece.stop)) is not None:
            found.append(Piece(first, comma))
            first = comma + 1
        if first < piece.stop:
            found.append(Piece(first, piece.stop))
        return found

    def slice(self, first: int, stop: int) -> str:
        """Return the text of some tokens and the comments between them, with normalized layout."""
        start, end = self.tokens[first].start, self.tokens[stop - 1].end
        held = [comment for comment in self.comments if start < comment.start < end]
        self._taken.update(comment.start for comment in held)
        return normalize_layout(self.text[start : end + 1], [*self.tokens[first:stop], *held], start)

    def parenthesised(self, opening: int) -> str:
        """Return the text between a parenthesis and its closing one."""
        return self.slice(*self.inside(opening))

    def loose_comments(self) -> list[Token]:
        """Return the comments that are not part of any slice."""
        return [comment for comment in self.comments if comment.start not in self._taken]
