"""A transaction ended by a procedure."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step


@shape("transaction_control", grouped=True)
class TransactionControlStep(Step):
    """`COMMIT;` or `ROLLBACK;`, with AND CHAIN."""

    command: str = slots.word("commit", "rollback")
    chain: bool = slots.flag(default=False)
    note: str | None = slots.text(default=None)
