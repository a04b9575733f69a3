"""COMMIT and ROLLBACK."""

from engine.lower.sql_page import SqlPage
from engine.lower.step import StepWriters
from engine.spec.steps.transaction_control import TransactionControlStep


def lower_transaction_control(step: TransactionControlStep, page: SqlPage) -> None:
    """`COMMIT [AND CHAIN];`."""
    page.end(f"{step.command.upper()}{' AND CHAIN' if step.chain else ''}")


WRITERS: StepWriters = {TransactionControlStep: lower_transaction_control}
