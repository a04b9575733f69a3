"""EXECUTE."""

from engine.lower.dynamic_sql import execute_text
from engine.lower.sql_page import SqlPage
from engine.lower.step import StepWriters
from engine.spec.steps.execute import ExecuteStep


def lower_execute(step: ExecuteStep, page: SqlPage) -> None:
    """`EXECUTE expression INTO v USING a;`."""
    page.end(execute_text(step.execute, step.using, step.into, strict=step.strict))


WRITERS: StepWriters = {ExecuteStep: lower_execute}
