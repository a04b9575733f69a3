"""EXECUTE, of an expression or of a text with its parts."""

from engine.lower.dynamic_sql import execute_text
from engine.lower.error import LowerError
from engine.lower.literals import quote_literal
from engine.lower.sql_page import SqlPage
from engine.lower.sql_text import comma_separated
from engine.lower.step import StepWriters
from engine.spec.document.filled_template import split_template
from engine.spec.document.text_parts import parts_from_text
from engine.spec.steps.execute import ExecuteStep
from engine.spec.steps.execute_format import ExecuteFormatStep
from engine.spec.steps.execute_text import ExecuteTextStep


def lower_execute(step: ExecuteStep, page: SqlPage) -> None:
    """`EXECUTE expression INTO v USING a;`."""
    page.end(execute_text(step.execute, step.using, step.into, strict=step.strict))


def lower_execute_format(step: ExecuteFormatStep, page: SqlPage) -> None:
    """`EXECUTE format('template', args);`."""
    template, args = step.template, step.args
    if not args:
        try:
            template, args = split_template(step.template)
        except ValueError as error:
            raise LowerError(
                f"in `execute_format`, {error}", "write it in braces after the place, as in `%I{name}`, or in `args`"
            ) from error
    _write(page, step, f"format({comma_separated((quote_literal(template), *args))})")


def lower_execute_text(step: ExecuteTextStep, page: SqlPage) -> None:
    """`EXECUTE 'text' || expression;`."""
    try:
        parts = parts_from_text(step.text)
    except ValueError as error:
        raise LowerError(f"in `execute_text`, {error}", "double a brace that is part of the text") from error
    pieces = [part.text if part.is_expression else quote_literal(part.text) for part in parts]
    _write(page, step, " || ".join(pieces))


def _write(page: SqlPage, step: ExecuteFormatStep | ExecuteTextStep, expression: str) -> None:
    """Write EXECUTE with the expression, or with the variable that got its value just before."""
    command = expression
    if step.via is not None:
        page.end(f"{step.via} := {expression}")
        command = step.via
    page.end(execute_text(command, step.using, step.into, strict=step.strict))


WRITERS: StepWriters = {
    ExecuteStep: lower_execute,
    ExecuteFormatStep: lower_execute_format,
    ExecuteTextStep: lower_execute_text,
}
