"""A loop or block left."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step


@shape("exit")
class ExitStep(Step):
    """`EXIT target WHEN when;`; without a target it leaves the innermost loop."""

    target: str | None = slots.slot(slots.NameSlot(empty=True), "exit", default=None)
    when: str | None = slots.sql(default=None)
    note: str | None = slots.text(default=None)
