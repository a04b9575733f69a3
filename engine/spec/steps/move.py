"""A cursor moved."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step


@shape("move")
class MoveStep(Step):
    """`MOVE direction FROM cursor;`; NEXT is not spelled out."""

    cursor: str = slots.name("move")
    direction: str | None = slots.sql(default=None)
    note: str | None = slots.text(default=None)
