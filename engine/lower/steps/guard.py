"""Guards: an IF that only raises."""

from engine.lower.page import Page
from engine.lower.primary import is_primary
from engine.lower.sql_text import bracketed
from engine.lower.step import lower_step
from engine.lower.steps.raise_ import write_raise
from engine.spec.steps.raise_ import Raise
from engine.spec.steps.reject import Reject
from engine.spec.steps.validate import Validate


@lower_step.register
def lower_validate(step: Validate, page: Page) -> None:
    """`IF NOT condition THEN RAISE EXCEPTION … END IF;`: NOT binds tighter than AND, so most need parentheses."""
    condition = step.condition if is_primary(step.condition) else bracketed(step.condition)
    _write_guard(page, "IF NOT", condition, step)


@lower_step.register
def lower_reject(step: Reject, page: Page) -> None:
    """`IF condition THEN RAISE EXCEPTION … END IF;`."""
    _write_guard(page, "IF", step.when, step)


def _write_guard(page: Page, head: str, condition: str, step: Validate | Reject) -> None:
    page.open_with(head, condition, "THEN")
    with page.indented():
        write_raise(page, Raise(level="exception", message=step.error, args=step.args, using=step.using))
    page.add("END IF;")
