"""Clauses, terms and arguments within a run of tokens."""

from collections.abc import Iterator, Sequence

from engine.plpgsql.tree import Token

_OPENING = frozenset({"(", "["})
_CLOSING = frozenset({")", "]"})
_AFTER_FILTER = frozenset({
    "group", "order", "limit", "offset", "returning", "union", "except", "intersect", "for", "having", "window",
    "fetch", "on", ";",
})  # fmt: skip


def run_end(tokens: Sequence[Token], start: int, stops: frozenset[str]) -> int:
    """Return where the run that begins at a token ends: before a stop word, or before what closes its parenthesis."""
    depth = 0
    for at in range(start, len(tokens)):
        word = tokens[at].word
        if depth == 0 and (word in stops or word in _CLOSING):
            return at
        depth += (word in _OPENING) - (word in _CLOSING)
    return len(tokens)


def split_run(tokens: Sequence[Token], start: int, end: int, separator: str) -> list[tuple[int, int]]:
    """Return the runs between separators that are in no parenthesis; the AND of BETWEEN separates nothing."""
    found, first, depth, between = [], start, 0, 0
    for at in range(start, end):
        word = tokens[at].word
        depth += (word in _OPENING) - (word in _CLOSING)
        if depth:
            continue
        between += word == "between"
        if word == separator and between and separator == "and":
            between -= 1
        elif word == separator:
            found.append((first, at))
            first = at + 1
    return [*found, (first, end)]


def filter_terms(tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Return the terms of each WHERE, HAVING or join condition."""
    for at, token in enumerate(tokens):
        if token.word in {"where", "having"} or (token.word == "on" and _joins(tokens, at)):
            stops = _AFTER_FILTER | {"where", "join", "left", "inner", "right", "cross", "full"}
            yield from split_run(tokens, at + 1, run_end(tokens, at + 1, stops), "and")


def _joins(tokens: Sequence[Token], at: int) -> bool:
    return at + 1 < len(tokens) and tokens[at + 1].word != "conflict"


def call_arguments(tokens: Sequence[Token]) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    """Return the arguments of each call or row: the place of its name, and the run of each argument."""
    for at, token in enumerate(tokens[:-1]):
        is_call = token.name == "IDENT" or token.word in {"values", "coalesce", "nullif", "greatest", "least"}
        if is_call and tokens[at + 1].word == "(":
            end = run_end(tokens, at + 2, frozenset())
            if end > at + 2:
                yield at, split_run(tokens, at + 2, end, ",")
