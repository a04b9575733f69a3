"""COMMIT and ROLLBACK."""

from engine.lower.page import Page
from engine.lower.step import lower_step
from engine.spec.steps.transaction_control import TransactionControl


@lower_step.register
def lower_transaction_control(step: TransactionControl, page: Page) -> None:
    """`COMMIT [AND CHAIN];`."""
    page.end(f"{step.command.upper()}{' AND CHAIN' if step.chain else ''}")
