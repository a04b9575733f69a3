"""Identifiers as name slots hold them."""

import re

from pglast.keywords import COL_NAME_KEYWORDS, RESERVED_KEYWORDS, TYPE_FUNC_NAME_KEYWORDS, UNRESERVED_KEYWORDS

_QUOTED = re.compile(r'(?<![&\w"])"[a-z_][a-z0-9_]*"')
_PLPGSQL_KEYWORDS = frozenset(
    """
    absolute alias and array assert backward begin by call case chain close collate column column_name commit
    constant constraint constraint_name continue current cursor datatype debug declare default detail
    diagnostics do dump else elseif elsif end errcode error exception execute exit fetch first for foreach
    forward from get hint if import in info insert into is last log loop merge message message_text move next no
    not notice null open option or perform pg_context pg_datatype_name pg_exception_context pg_exception_detail
    pg_exception_hint pg_routine_oid print_strict_params prior query raise relative return returned_sqlstate
    reverse rollback row_count rowtype schema schema_name scroll slice sqlstate stacked strict table table_name
    then to type use_column use_variable using variable_conflict warning when while
    """.split()  # noqa: SIM905 - a list of words to read
)
_KEYWORDS = (
    _PLPGSQL_KEYWORDS
    | frozenset(RESERVED_KEYWORDS)
    | frozenset(UNRESERVED_KEYWORDS)
    | frozenset(COL_NAME_KEYWORDS)
    | frozenset(TYPE_FUNC_NAME_KEYWORDS)
)


def plain_name(name: str) -> str:
    """Return a name, dotted or not, with quotes only around the parts that need them."""
    if '"' not in name or "'" in name or '""' in name:
        return name
    return _QUOTED.sub(_without_quotes, name)


def optional_name(name: str | None) -> str | None:
    """Return a name as a slot holds it, or None without a name."""
    if not name:
        return None
    return plain_name(name)


def _without_quotes(match: re.Match[str]) -> str:
    inner = match.group()[1:-1]
    if inner not in _KEYWORDS:
        return inner
    return match.group()
