"""A row added to the result."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step


@shape("return_next")
class ReturnNextStep(Step):
    """`RETURN NEXT value;`, or without a value where OUT parameters hold the row."""

    value: str | None = slots.slot(slots.SqlSlot(empty=True), "return_next", default=None)
    note: str | None = slots.text(default=None)
