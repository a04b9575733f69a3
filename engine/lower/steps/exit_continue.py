"""EXIT and CONTINUE."""

from engine.lower.clauses import clause
from engine.lower.sql_page import SqlPage
from engine.lower.step import StepWriters
from engine.spec.steps.continue_ import ContinueStep
from engine.spec.steps.exit import ExitStep


def lower_exit(step: ExitStep, page: SqlPage) -> None:
    """`EXIT [label] [WHEN condition];`."""
    _write(page, "EXIT", step)


def lower_continue(step: ContinueStep, page: SqlPage) -> None:
    """`CONTINUE [label] [WHEN condition];`."""
    _write(page, "CONTINUE", step)


def _write(page: SqlPage, word: str, step: ExitStep | ContinueStep) -> None:
    parts = (word, step.target or "", clause("WHEN", step.when))
    page.end(" ".join(part for part in parts if part))


WRITERS: StepWriters = {ExitStep: lower_exit, ContinueStep: lower_continue}
