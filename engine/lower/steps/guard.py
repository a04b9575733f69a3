"""Guards: an IF that only raises."""

from engine.lower.primary_expression import is_primary
from engine.lower.sql_page import SqlPage
from engine.lower.sql_text import in_parentheses
from engine.lower.step import StepWriters
from engine.lower.steps.raise_ import write_raise
from engine.spec.steps.raise_ import RaiseStep
from engine.spec.steps.reject import RejectStep
from engine.spec.steps.validate import ValidateStep


def lower_validate(step: ValidateStep, page: SqlPage) -> None:
    """`IF NOT condition THEN RAISE EXCEPTION … END IF;`: NOT binds tighter than AND, so most need parentheses."""
    condition = step.condition
    if not is_primary(condition):
        condition = in_parentheses(condition)
    _write_guard(page, "IF NOT", condition, step)


def lower_reject(step: RejectStep, page: SqlPage) -> None:
    """`IF condition THEN RAISE EXCEPTION … END IF;`."""
    _write_guard(page, "IF", step.when, step)


def _write_guard(page: SqlPage, head: str, condition: str, step: ValidateStep | RejectStep) -> None:
    page.open_with(head, condition, "THEN")
    with page.indented():
        raised = RaiseStep(
            level="exception", message=step.error, args=step.args, using=step.using, options=step.options
        )
        write_raise(page, raised)
    page.add("END IF;")


WRITERS: StepWriters = {ValidateStep: lower_validate, RejectStep: lower_reject}
