"""EXECUTE."""

from engine.lower.dynamic_sql import execute_text
from engine.lower.sql_page import SqlPage
from engine.lower.step import lower_step
from engine.spec.steps.execute import ExecuteStep


@lower_step.register
def lower_execute(step: ExecuteStep, page: SqlPage) -> None:
    """`EXECUTE expression INTO v USING a;`."""
    page.end(execute_text(step.execute, step.using, step.into, strict=step.strict))
