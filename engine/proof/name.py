"""Identifiers: whether the quotes around one say anything."""

import re
from functools import cache

from pglast.keywords import COL_NAME_KEYWORDS, RESERVED_KEYWORDS, TYPE_FUNC_NAME_KEYWORDS, UNRESERVED_KEYWORDS

from engine.plpgsql.lexer import folded

_SIMPLE = re.compile(r'"([a-z_][a-z0-9_$]*)"')


@cache
def _keywords() -> frozenset[str]:
    return frozenset(RESERVED_KEYWORDS | COL_NAME_KEYWORDS | TYPE_FUNC_NAME_KEYWORDS | UNRESERVED_KEYWORDS)


def plain_name(word: str) -> str:
    """A quoted name without its quotes where they change nothing: simple, lower case, no keyword of any kind."""
    if not word.startswith('"'):
        return word
    found = _SIMPLE.fullmatch(word)
    return found[1] if found and found[1] not in _keywords() else word


def same_name(written: str) -> str:
    """The name that the server knows a written one by, in one spelling: folded unless it is quoted."""
    return plain_name(written) if '"' in written else folded(written)


def is_keyword(word: str) -> bool:
    """Whether the grammar knows the word at all."""
    return word in _keywords()
