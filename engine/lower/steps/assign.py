"""Assignment."""

from engine.lower.sql_page import SqlPage
from engine.lower.step import StepWriters
from engine.spec.steps.assign import AssignStep


def lower_assign(step: AssignStep, page: SqlPage) -> None:
    """`target := value;`."""
    page.end_with(f"{step.target} :=", step.to)


WRITERS: StepWriters = {AssignStep: lower_assign}
