"""EXIT and CONTINUE."""

from engine.lower.page import Page
from engine.lower.step import lower_step
from engine.spec.steps.continue_ import Continue
from engine.spec.steps.exit import Exit


@lower_step.register
def lower_exit(step: Exit, page: Page) -> None:
    """`EXIT [label] [WHEN condition];`."""
    _write(page, "EXIT", step)


@lower_step.register
def lower_continue(step: Continue, page: Page) -> None:
    """`CONTINUE [label] [WHEN condition];`."""
    _write(page, "CONTINUE", step)


def _write(page: Page, word: str, step: Exit | Continue) -> None:
    head = word if step.target is None else f"{word} {step.target}"
    page.end(head if step.when is None else f"{head} WHEN {step.when}")
