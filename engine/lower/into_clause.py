"""Put INTO back into a statement that the spec holds without it."""

from pglast.parser import ParseError, Token, scan

from engine.lower.clauses import clause, keyword
from engine.lower.sql_text import append_sql

_SELECTS = frozenset({"SELECT", "WITH"})
_NOT_A_CLAUSE = frozenset({"DISTINCT", "ASCII_46", "AS"})  # IS DISTINCT FROM, t.from, AS from
_OPENING = frozenset({"ASCII_40", "ASCII_91"})
_CLOSING = frozenset({"ASCII_41", "ASCII_93"})
_COMMENTS = frozenset({"SQL_COMMENT", "C_COMMENT"})


def into_clause(targets: tuple[str, ...], *, strict: bool) -> str:
    """`INTO [STRICT] a, b`."""
    return f"INTO {keyword('STRICT ', strict)}{', '.join(targets)}"


def with_into(query: str, targets: tuple[str, ...], *, strict: bool) -> str:
    """Return a query with INTO before its FROM, as people write it, or else at its end."""
    if not targets:
        return query
    into = into_clause(targets, strict=strict)
    place = _from_clause(query)
    if place is None:
        return ending_in(query, into)
    before = query[:place]
    blank = before[len(before.rstrip(" \t\n")) :]
    return f"{before}{into}{blank}{query[place:]}"


def ending_in(statement: str, clause: str) -> str:
    """Return a statement with a clause at its end, on a new line where the statement has several."""
    if "\n" in statement:
        return f"{statement}\n{clause}"
    return append_sql(statement, clause)


def _from_clause(query: str) -> int | None:
    """Return where the outermost FROM of a SELECT begins."""
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
    clauses = [clause("RETURNING", returning), keyword(into_clause(targets, strict=strict), targets)]
    given = [each for each in clauses if each]
    if len(given) < 2:
        return given[:1]
    return [append_sql(*given)]
