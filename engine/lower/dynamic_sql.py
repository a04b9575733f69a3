"""`EXECUTE … USING …`, alone and in the place of a query."""

from engine.lower.into_clause import into_clause
from engine.lower.sql_text import append_sql, comma_separated
from engine.spec.steps.dynamic import DynamicQuery


def dynamic_text(query: DynamicQuery) -> str:
    """`EXECUTE expression [USING a, b]`."""
    return execute_text(query.execute, query.using)


def execute_text(command: str, using: tuple[str, ...], into: tuple[str, ...] = (), *, strict: bool = False) -> str:
    """`EXECUTE expression [INTO [STRICT] v] [USING a, b]`."""
    text = f"EXECUTE {command}"
    if into:
        text = append_sql(text, into_clause(into, strict=strict))
    return append_sql(text, f"USING {comma_separated(using)}") if using else text


def query_text(query: str | DynamicQuery) -> str:
    """A query in either of its forms."""
    return query if isinstance(query, str) else dynamic_text(query)
