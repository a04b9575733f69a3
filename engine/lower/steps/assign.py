"""Assignment."""

from engine.lower.page import Page
from engine.lower.step import lower_step
from engine.spec.steps.assign import Assign


@lower_step.register
def lower_assign(step: Assign, page: Page) -> None:
    """`target := value;`."""
    page.end_with(f"{step.target} :=", step.to)
