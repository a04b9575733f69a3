"""A procedure called."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape
from engine.spec.steps.step import Step


@shape("call")
class Call(Step):
    """The text after CALL."""

    call: str = slots.sql()
    note: str | None = slots.text(default=None)
