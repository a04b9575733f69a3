"""What is done when an error is caught."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step, Steps


@shape()
class CatchHandler:
    """`WHEN condition OR condition THEN …`; a condition is a name or `SQLSTATE 22012`."""

    when: tuple[str, ...] = slots.list_of(slots.NameSlot())
    note: str | None = slots.text(default=None)
    then: Steps = slots.variants(Step)
