"""What could not be structured yet."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step


@shape("raw")
class RawStep(Step):
    """The exact SQL and why it is here; it counts against coverage."""

    raw: str = slots.sql()
    reason: str = slots.text()
    note: str | None = slots.text(default=None)
