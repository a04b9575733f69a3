"""Check the SQL inside a body against PostgreSQL's own grammar."""

from pglast.parser import ParseError, split

from engine.plpgsql.tree import Fragment, FragmentKind

_BEFORE: dict[FragmentKind, str] = {
    "expression": "SELECT ",
    "target": "SELECT ",
    "perform": "SELECT ",
    "call": "CALL ",
    "type": "SELECT NULL::",
    "query": "",
    "statement": "",
}
_UNCHECKED = frozenset({"name", "string"})
_BORROWED = ("%type", "%rowtype")


def embedded_sql_error(fragment: Fragment) -> str | None:
    """Return why the grammar rejects a fragment; None for one well-formed statement or expression."""
    if fragment.kind in _UNCHECKED:
        return None
    text = _borrowed_type(fragment.text) if fragment.kind == "type" else fragment.text
    try:
        statements = split(_BEFORE[fragment.kind] + text, only_slices=True)
    except ParseError as error:
        return str(error.args[0])
    if len(statements) == 1:
        return None
    return "it is not one statement"


def _borrowed_type(text: str) -> str:
    """Return a type without %TYPE or %ROWTYPE, which only PL/pgSQL understands, but with its array marks."""
    folded = text.lower()
    for mark in _BORROWED:
        at = folded.rfind(mark)
        if at > 0:
            return text[:at] + text[at + len(mark) :]
    return text
