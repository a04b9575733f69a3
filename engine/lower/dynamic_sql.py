"""`EXECUTE … USING …`, as a statement and as a query."""

from engine.lower.error import LowerError
from engine.lower.into_clause import into_clause
from engine.lower.literals import quote_literal
from engine.lower.sql_text import append_sql, comma_separated
from engine.spec.document.filled_template import split_template
from engine.spec.document.text_parts import parts_from_text
from engine.spec.steps.dynamic import DynamicQuery


def dynamic_text(query: DynamicQuery) -> str:
    """`EXECUTE expression [USING a, b]`."""
    return execute_text(_command(query), query.using)


def _command(query: DynamicQuery) -> str:
    if query.template is not None:
        return format_call(query.template, query.args)
    if query.text is not None:
        return joined_text(query.text)
    return query.execute or ""


def execute_text(command: str, using: tuple[str, ...], into: tuple[str, ...] = (), *, strict: bool = False) -> str:
    """`EXECUTE expression [INTO [STRICT] v] [USING a, b]`."""
    text = f"EXECUTE {command}"
    if into:
        text = append_sql(text, into_clause(into, strict=strict))
    if not using:
        return text
    return append_sql(text, f"USING {comma_separated(using)}")


def format_call(template: str, args: tuple[str, ...]) -> str:
    """`format('template', arguments)`; without `args` they are in the template."""
    if not args:
        try:
            template, args = split_template(template)
        except ValueError as error:
            raise LowerError(
                f"in `execute_format`, {error}", "write it in braces after the place, as in `%I{name}`, or in `args`"
            ) from error
    return f"format({comma_separated((quote_literal(template), *args))})"


def joined_text(text: str) -> str:
    """`'text' || expression || …`."""
    try:
        parts = parts_from_text(text)
    except ValueError as error:
        raise LowerError(f"in `execute_text`, {error}", "double a brace that is part of the text") from error
    return " || ".join(part.text if part.is_expression else quote_literal(part.text) for part in parts)


def query_text(query: str | DynamicQuery) -> str:
    """Return the text of a static or a dynamic query."""
    if isinstance(query, str):
        return query
    return dynamic_text(query)
