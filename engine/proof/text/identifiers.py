"""Identifiers, and whether the quotes around one matter."""

import re
from functools import cache

from pglast.keywords import COL_NAME_KEYWORDS, RESERVED_KEYWORDS, TYPE_FUNC_NAME_KEYWORDS, UNRESERVED_KEYWORDS

from engine.plpgsql.lexer import fold_word
from engine.proof.text.plpgsql_keywords import PLPGSQL_KEYWORDS

_SIMPLE = re.compile(r'"([a-z_][a-z0-9_$]*)"')


@cache
def _keywords() -> frozenset[str]:
    server = RESERVED_KEYWORDS | COL_NAME_KEYWORDS | TYPE_FUNC_NAME_KEYWORDS | UNRESERVED_KEYWORDS
    return frozenset(server | PLPGSQL_KEYWORDS)


def strip_quotes(word: str) -> str:
    """Return a quoted name without quotes if they change nothing: simple, lower case, not a keyword of any kind."""
    if not word.startswith('"'):
        return word
    found = _SIMPLE.fullmatch(word)
    if found and found[1] not in _keywords():
        return found[1]
    return word


def fold_name(written: str) -> str:
    """Return one spelling for each name: folded unless it is quoted."""
    if '"' in written:
        return strip_quotes(written)
    return fold_word(written)


def is_keyword(word: str) -> bool:
    """Whether the grammar of SQL or that of PL/pgSQL knows the word at all."""
    return word in _keywords()
