"""Groups of tokens: what a pair of parentheses holds, names, and calls."""

from collections.abc import Sequence

from engine.plpgsql.tree import Range, Token

QUERY_STARTS = frozenset({"select", "with", "values", "table"})
_NOT_NAMES = frozenset({"SCONST", "USCONST", "ICONST", "FCONST", "BCONST", "XCONST", "PARAM", "Op"})


def enclosed_range(tokens: Sequence[Token], place: Range) -> Range:
    """Return a range without the parentheses around all of it; those around a query stay."""
    start, stop = place
    while is_enclosed(tokens, (start, stop)) and tokens[start + 1].word not in QUERY_STARTS:
        start, stop = start + 1, stop - 1
    return start, stop


def is_enclosed(tokens: Sequence[Token], place: Range) -> bool:
    """Return whether one pair of parentheses is around the whole range."""
    start, stop = place
    if stop - start < 3 or tokens[start].word != "(":
        return False
    return closing(tokens, start, stop) == stop - 1


def closing(tokens: Sequence[Token], start: int, stop: int) -> int:
    """Return the index of the parenthesis that closes the one at `start`; `stop` if there is none."""
    depth = 0
    for index in range(start, stop):
        word = tokens[index].word
        depth += (word == "(") - (word == ")")
        if not depth:
            return index
    return stop


def is_call_or_path(tokens: Sequence[Token], place: Range) -> bool:
    """Return whether a range is a dotted name, or one with arguments in parentheses."""
    start, stop = place
    at = start
    while at < stop and is_name(tokens[at]):
        at += 1
        if at == stop:
            return True
        if tokens[at].word != ".":
            break
        at += 1
    return start < at < stop and is_name(tokens[at - 1]) and is_enclosed_call(tokens, (at, stop))


def is_enclosed_call(tokens: Sequence[Token], place: Range) -> bool:
    """Return whether a range is one pair of parentheses, which may be empty."""
    start, stop = place
    return tokens[start].word == "(" and closing(tokens, start, stop) == stop - 1


def is_name(token: Token) -> bool:
    """Return whether a token is a name or a word."""
    return token.name not in _NOT_NAMES and (token.word[0].isalpha() or token.word[0] in '_"')
