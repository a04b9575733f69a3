"""The routine left."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step


@shape("return")
class ReturnStep(Step):
    """`RETURN value;`, or a bare RETURN where the value is None."""

    value: str | None = slots.slot(slots.SqlSlot(empty=True), "return", default=None)
    note: str | None = slots.text(default=None)
