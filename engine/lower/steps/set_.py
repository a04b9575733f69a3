"""A run of assignments."""

from engine.lower.sql_page import SqlPage
from engine.lower.step import StepWriters
from engine.spec.steps.set_ import SetStep


def lower_set(step: SetStep, page: SqlPage) -> None:
    """`target := value;` for each entry."""
    for target, value in step.set:
        page.end_with(f"{target} :=", value)


WRITERS: StepWriters = {SetStep: lower_set}
