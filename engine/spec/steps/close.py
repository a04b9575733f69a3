"""A cursor closed."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step


@shape("close")
class CloseStep(Step):
    """`CLOSE cursor;`."""

    cursor: str = slots.name("close")
    note: str | None = slots.text(default=None)
