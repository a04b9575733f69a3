"""Match SQL with a form: find values for its holes, so that the form with them is this SQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from engine.lift.literals import decode_literal
from engine.lower.fold_form import FoldForm, FormHole, HoleKind
from engine.plpgsql.lexer import tokenize
from engine.plpgsql.tree import Token

CLAUSES = frozenset({
    "SET", "WHERE", "FROM", "RETURNING", "THEN", "LOOP", "INTO", "VALUES", "ORDER", "LIMIT", "FOR", "USING", "ELSE",
})  # fmt: skip
OPENING, CLOSING, COMMA, END, DOT = "([", ")]", ",", ";", "."
QUERIES = frozenset({"SELECT", "WITH", "VALUES", "TABLE"})
Bindings = Mapping[str, tuple[Token, ...]]


@dataclass(frozen=True, slots=True)
class SqlWords:
    """A text and its tokens."""

    text: str
    tokens: tuple[Token, ...]

    def between(self, tokens: tuple[Token, ...]) -> str:
        """Return the text of neighbouring tokens on one line."""
        parts: list[str] = []
        for number, token in enumerate(tokens):
            if number and tokens[number - 1].end < token.start:
                parts.append(" ")
            parts.append(self.text[token.start : token.end])
        return "".join(parts)


def read_words(text: str) -> SqlWords | None:
    """Return the tokens of a text; None for one with comments, which a pattern could not carry."""
    tokens, comments = tokenize(text)
    if comments:
        return None
    return SqlWords(text, tokens)


def match_form(form: FoldForm, sql: SqlWords) -> dict[str, str] | None:
    """Return the values with which the form is exactly this SQL, or None."""
    pieces = _pieces(form)
    for bound in _match(pieces, 0, sql.tokens, 0, {}):
        return {name: _value(hole, sql, bound[name]) for name, hole in form.holes.items() if bound[name]}
    return None


@cache
def _pieces(form: FoldForm) -> tuple[str | FormHole, ...]:
    """The words of a form and its holes."""
    found: list[str | FormHole] = []
    for part in form.parts:
        if isinstance(part, FormHole):
            found.append(part)
        else:
            found += [token.word for token in tokenize(part)[0]]
    return tuple(found)


def _match(
    pieces: tuple[str | FormHole, ...], piece: int, tokens: tuple[Token, ...], token: int, bound: Bindings
) -> Iterator[Bindings]:
    if piece == len(pieces):
        if token == len(tokens):
            yield bound
        return
    expected = pieces[piece]
    if isinstance(expected, str):
        if token < len(tokens) and tokens[token].word == expected:
            yield from _match(pieces, piece + 1, tokens, token + 1, bound)
        return
    for end in _ends(expected, tokens, token, bound):
        taken = {**bound, expected.name: tokens[token:end]}
        yield from _match(pieces, piece + 1, tokens, end, taken)


def _ends(hole: FormHole, tokens: tuple[Token, ...], start: int, bound: Bindings) -> Iterator[int]:
    """Where a hole that begins at a token may end."""
    known = bound.get(hole.name)
    if known is not None:
        end = start + len(known)
        if [each.word for each in tokens[start:end]] == [each.word for each in known]:
            yield end
    elif hole.kind is HoleKind.NAME:
        yield from _name_ends(tokens, start)
    elif hole.kind is HoleKind.TEXT:
        if start < len(tokens) and tokens[start].name == "SCONST":
            yield start + 1
    elif hole.kind is HoleKind.ROWS:
        if start < len(tokens) and tokens[start].name in QUERIES:
            yield from _balanced_ends(tokens, start, clauses=frozenset(), commas=True)
    elif hole.kind is HoleKind.REST:
        yield start
        if start < len(tokens) and tokens[start].word == COMMA:
            yield from _balanced_ends(tokens, start, clauses=CLAUSES, commas=True)
    else:
        yield from _balanced_ends(tokens, start, clauses=CLAUSES, commas=hole.kind is HoleKind.LIST)


def _name_ends(tokens: tuple[Token, ...], start: int) -> Iterator[int]:
    place = start
    while place < len(tokens) and _is_word(tokens[place]):
        yield place + 1
        if place + 1 >= len(tokens) or tokens[place + 1].word != DOT:
            return
        place += 2


def _is_word(token: Token) -> bool:
    return token.word[0].isalpha() or token.word[0] in '_"'


def _balanced_ends(tokens: tuple[Token, ...], start: int, *, clauses: frozenset[str], commas: bool) -> Iterator[int]:
    """Yield each end up to which brackets are closed and no clause of the statement has begun."""
    depth = 0
    for place in range(start, len(tokens)):
        text, name = tokens[place].word, tokens[place].name
        if text in OPENING:
            depth += 1
        elif text in CLOSING:
            depth -= 1
        is_stop = text == END or (text == COMMA and not commas) or _begins_clause(tokens, place, clauses)
        if depth < 0 or (not depth and is_stop):
            return
        if not depth and name:
            yield place + 1


def _begins_clause(tokens: tuple[Token, ...], place: int, clauses: frozenset[str]) -> bool:
    """Whether a clause begins; the FROM of IS DISTINCT FROM does not."""
    name = tokens[place].name.removesuffix("_P")
    return name in clauses and not (place and tokens[place - 1].name == "DISTINCT")


def _value(hole: FormHole, sql: SqlWords, tokens: tuple[Token, ...]) -> str:
    if hole.kind is HoleKind.TEXT:
        return decode_literal(tokens[0].word)
    if hole.kind is HoleKind.REST:
        return sql.between(tokens[1:])
    return sql.between(tokens)
