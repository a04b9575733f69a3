"""The statement that does nothing."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step


@shape("nothing")
class NothingStep(Step):
    """`NULL;`."""

    nothing: None = slots.slot(slots.NothingSlot(), default=None)
    note: str | None = slots.text(default=None)
