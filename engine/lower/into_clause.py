"""Where INTO stands in a statement that lost it."""

from pglast.parser import ParseError, Token, scan

from engine.lower.sql_text import append_sql

_SELECTS = frozenset({"SELECT", "WITH"})
_NOT_A_CLAUSE = frozenset({"DISTINCT", "ASCII_46", "AS"})  # IS DISTINCT FROM, t.from, AS from
_OPENING = frozenset({"ASCII_40", "ASCII_91"})
_CLOSING = frozenset({"ASCII_41", "ASCII_93"})
_COMMENTS = frozenset({"SQL_COMMENT", "C_COMMENT"})


def into_clause(targets: tuple[str, ...], *, strict: bool) -> str:
    """`INTO [STRICT] a, b`."""
    return f"INTO {'STRICT ' if strict else ''}{', '.join(targets)}"


def with_into(query: str, targets: tuple[str, ...], *, strict: bool) -> str:
    """A query with INTO before its FROM, as people write it, or at its end."""
    if not targets:
        return query
    clause = into_clause(targets, strict=strict)
    place = _from_clause(query)
    if place is None:
        return ending_in(query, clause)
    before = query[:place]
    blank = before[len(before.rstrip(" \t\n")) :]
    return f"{before}{clause}{blank}{query[place:]}"


def ending_in(statement: str, clause: str) -> str:
    """A statement with a clause at its end, on a line of its own where the statement has several."""
    return f"{statement}\n{clause}" if "\n" in statement else append_sql(statement, clause)


def _from_clause(query: str) -> int | None:
    """Where the outermost FROM of a SELECT begins."""
    try:
        tokens = [token for token in scan(query) if token.name not in _COMMENTS]
    except ParseError:
        return None
    if not tokens or tokens[0].name not in _SELECTS:
        return None
    return _outermost_from(tokens)


def _outermost_from(tokens: list[Token]) -> int | None:
    depth = 0
    previous = ""
    for token in tokens:
        if token.name == "FROM" and not depth and previous not in _NOT_A_CLAUSE:
            return token.start
        depth += (token.name in _OPENING) - (token.name in _CLOSING)
        previous = token.name
    return None


def returning_clauses(returning: str | None, targets: tuple[str, ...], *, strict: bool) -> list[str]:
    """`RETURNING a INTO v` as the last clause of a statement, if it has one."""
    into = into_clause(targets, strict=strict) if targets else ""
    if returning is None:
        return [into] if into else []
    return [append_sql(f"RETURNING {returning}", into) if into else f"RETURNING {returning}"]
