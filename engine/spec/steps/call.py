"""A procedure called."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step


@shape("call")
class CallStep(Step):
    """The text after CALL."""

    call: str = slots.sql()
    note: str | None = slots.text(default=None)
