"""`EXECUTE … USING …`, alone and in the place of a query."""

from engine.lower.into import into_clause
from engine.lower.sql_text import followed, listed
from engine.spec.steps.dynamic import Dynamic


def dynamic_text(query: Dynamic) -> str:
    """`EXECUTE expression [USING a, b]`."""
    return execute_text(query.execute, query.using)


def execute_text(command: str, using: tuple[str, ...], into: tuple[str, ...] = (), *, strict: bool = False) -> str:
    """`EXECUTE expression [INTO [STRICT] v] [USING a, b]`."""
    text = f"EXECUTE {command}"
    if into:
        text = followed(text, into_clause(into, strict=strict))
    return followed(text, f"USING {listed(using)}") if using else text


def query_text(query: str | Dynamic) -> str:
    """A query in either of its forms."""
    return query if isinstance(query, str) else dynamic_text(query)
