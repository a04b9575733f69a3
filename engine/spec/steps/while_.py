"""A loop while a condition holds."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step, Steps


@shape("while")
class WhileStep(Step):
    """`WHILE condition LOOP … END LOOP;`."""

    condition: str = slots.sql("while")
    label: str | None = slots.name(default=None)
    note: str | None = slots.text(default=None)
    loop: Steps = slots.variants(Step)
