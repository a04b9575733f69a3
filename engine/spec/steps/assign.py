"""Assignment."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step


@shape("assign")
class AssignStep(Step):
    """`target := to;`: the target may be a field, an element or a slice."""

    target: str = slots.name("assign")
    to: str = slots.sql()
    note: str | None = slots.text(default=None)
