"""Assignment."""

from engine.lower.sql_page import SqlPage
from engine.lower.step import lower_step
from engine.spec.steps.assign import AssignStep


@lower_step.register
def lower_assign(step: AssignStep, page: SqlPage) -> None:
    """`target := value;`."""
    page.end_with(f"{step.target} :=", step.to)
