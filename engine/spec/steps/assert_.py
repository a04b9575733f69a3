"""A condition that a debugging session checks."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step


@shape("assert")
class AssertStep(Step):
    """`ASSERT condition, otherwise;`."""

    condition: str = slots.sql("assert")
    otherwise: str | None = slots.sql(default=None)
    note: str | None = slots.text(default=None)
