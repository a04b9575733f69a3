"""The next turn of a loop begun."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step


@shape("continue")
class ContinueStep(Step):
    """`CONTINUE target WHEN when;`; without a target it is the innermost loop's."""

    target: str | None = slots.slot(slots.NameSlot(empty=True), "continue", default=None)
    when: str | None = slots.sql(default=None)
    note: str | None = slots.text(default=None)
