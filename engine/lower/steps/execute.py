"""EXECUTE."""

from engine.lower.dynamic import execute_text
from engine.lower.page import Page
from engine.lower.step import lower_step
from engine.spec.steps.execute import Execute


@lower_step.register
def lower_execute(step: Execute, page: Page) -> None:
    """`EXECUTE expression INTO v USING a;`."""
    page.end(execute_text(step.execute, step.using, step.into, strict=step.strict))
