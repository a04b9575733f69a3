"""RAISE and ASSERT."""

from engine.lower.literal import quoted
from engine.lower.page import Page
from engine.lower.sql_text import followed, listed
from engine.lower.step import lower_step
from engine.lower.steps.block import condition_text
from engine.spec.steps.assert_ import Assert
from engine.spec.steps.raise_ import Raise


@lower_step.register
def lower_raise(step: Raise, page: Page) -> None:
    """`RAISE level 'message', args USING name = value;`."""
    write_raise(page, step)


def write_raise(page: Page, step: Raise) -> None:
    """A RAISE, also the one of a guard."""
    head = "RAISE" if step.level is None else f"RAISE {step.level.upper()}"
    if step.message is not None:
        head = f"{head} {listed((quoted(step.message), *step.args))}"
    elif step.condition is not None:
        head = f"{head} {condition_text(step.condition)}"
    if step.using:
        options = listed(tuple(f"{name.upper()} = {value}" for name, value in step.using))
        head = followed(head, f"USING {options}")
    page.end(head)


@lower_step.register
def lower_assert(step: Assert, page: Page) -> None:
    """`ASSERT condition [, message];`."""
    parts = (step.condition,) if step.otherwise is None else (step.condition, step.otherwise)
    page.end(f"ASSERT {listed(parts)}")
