"""Decide whether an expression needs parentheses after NOT."""

from pglast.parser import ParseError, Token, scan

_OPEN, _CLOSE, _DOT = "ASCII_40", "ASCII_41", "ASCII_46"
_COMMENTS = frozenset({"SQL_COMMENT", "C_COMMENT"})
_LEADING_OPERATORS = frozenset({"NOT", "CASE", "ARRAY", "ROW"})


def is_primary(expression: str) -> bool:
    """Return whether an expression is a name, a function call, EXISTS (…) or already in parentheses."""
    try:
        tokens = scan(expression)
    except ParseError:
        return False
    if not tokens or any(token.name in _COMMENTS for token in tokens) or tokens[0].name in _LEADING_OPERATORS:
        return False
    name_end = _path_end(expression, tokens)
    rest = tokens[name_end:]
    if rest:
        return _is_bracket(rest)
    return name_end > 0


def _path_end(expression: str, tokens: list[Token]) -> int:
    """Return where the dotted name at the beginning ends, in tokens."""
    at = 0
    while at < len(tokens) and _is_word(expression, tokens[at]):
        at += 1
        if at == len(tokens) or tokens[at].name != _DOT:
            return at
        at += 1
    return at


def _is_word(expression: str, token: Token) -> bool:
    first = expression[token.start]
    return first.isalpha() or first in '_"$'


def _is_bracket(tokens: list[Token]) -> bool:
    """Return whether one pair of parentheses encloses all tokens."""
    depth = 0
    for index, token in enumerate(tokens):
        depth += (token.name == _OPEN) - (token.name == _CLOSE)
        if not depth:
            return token.name == _CLOSE and index == len(tokens) - 1
    return False
