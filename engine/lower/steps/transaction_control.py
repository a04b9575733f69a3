"""COMMIT and ROLLBACK."""

from engine.lower.sql_page import SqlPage
from engine.lower.step import lower_step
from engine.spec.steps.transaction_control import TransactionControlStep


@lower_step.register
def lower_transaction_control(step: TransactionControlStep, page: SqlPage) -> None:
    """`COMMIT [AND CHAIN];`."""
    page.end(f"{step.command.upper()}{' AND CHAIN' if step.chain else ''}")
