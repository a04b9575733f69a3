"""COMMIT and ROLLBACK."""

from engine.lower.clauses import keyword
from engine.lower.sql_page import SqlPage
from engine.lower.step import StepWriters
from engine.spec.steps.transaction_control import TransactionControlStep


def lower_transaction_control(step: TransactionControlStep, page: SqlPage) -> None:
    """`COMMIT [AND CHAIN];`."""
    page.end(step.command.upper() + keyword(" AND CHAIN", step.chain))


WRITERS: StepWriters = {TransactionControlStep: lower_transaction_control}
