"""`EXECUTE … USING …`, as a statement and as a query."""

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
    if not using:
        return text
    return append_sql(text, f"USING {comma_separated(using)}")


def query_text(query: str | DynamicQuery) -> str:
    """Return the text of a static or a dynamic query."""
    if isinstance(query, str):
        return query
    return dynamic_text(query)
