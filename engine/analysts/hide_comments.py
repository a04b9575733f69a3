"""Remove comments from SQL: they may hold names and addresses of people, and orders to a model."""

import re
from collections.abc import Iterator

from engine.source.text.lexemes import lexemes

_DOLLAR = re.compile(r"\$\w*\$")
_BEFORE_BODY = frozenset({"as", "do"})
_NOT_BLANK = re.compile(r"[^\n]+")


def hide_comments(sql: str) -> str:
    """Return the SQL without its comments; it keeps its lines, and bodies of routines are entered."""
    return "".join(_pieces(sql))


def _pieces(sql: str) -> Iterator[str]:
    done, before = 0, ""
    for lexeme in lexemes(sql, 0):
        yield _blank(sql[done : lexeme.start])
        written = sql[lexeme.start : lexeme.end]
        mark = _DOLLAR.match(written)
        if mark and before in _BEFORE_BODY:
            delimiter = mark.group()
            yield delimiter
            yield from _pieces(written[len(delimiter) : -len(delimiter)])
            yield delimiter
        else:
            yield written
        done, before = lexeme.end, written.lower()
    yield _blank(sql[done:])


def _blank(between: str) -> str:
    """Return what is between two lexemes, which is blank space and comments, as blank space."""
    if not between.strip():
        return between
    return re.sub(r"[^\S\n]*\n", "\n", _NOT_BLANK.sub(" ", between))
