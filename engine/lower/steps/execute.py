"""EXECUTE, of an expression or of a text with its parts."""

from engine.lower.dynamic_sql import execute_text, format_call, joined_text
from engine.lower.sql_page import SqlPage
from engine.lower.step import StepWriters
from engine.spec.steps.execute import ExecuteStep
from engine.spec.steps.execute_format import ExecuteFormatStep
from engine.spec.steps.execute_text import ExecuteTextStep


def lower_execute(step: ExecuteStep, page: SqlPage) -> None:
    """`EXECUTE expression INTO v USING a;`."""
    page.end(execute_text(step.execute, step.using, step.into, strict=step.strict))


def lower_execute_format(step: ExecuteFormatStep, page: SqlPage) -> None:
    """`EXECUTE format('template', args);`."""
    _write(page, step, format_call(step.template, step.args))


def lower_execute_text(step: ExecuteTextStep, page: SqlPage) -> None:
    """`EXECUTE 'text' || expression;`."""
    _write(page, step, joined_text(step.text))


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
