"""A loop while a condition holds."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape
from engine.spec.steps.step import Step, Steps


@shape("while")
class While(Step):
    """`WHILE condition LOOP … END LOOP;`."""

    condition: str = slots.sql("while")
    label: str | None = slots.name(default=None)
    note: str | None = slots.text(default=None)
    loop: Steps = slots.variants(Step)
