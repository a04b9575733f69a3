"""A loop over the elements of an array."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step, Steps, Targets


@shape("foreach")
class ForeachStep(Step):
    """`FOREACH targets SLICE n IN ARRAY array LOOP …`."""

    targets: Targets = slots.targets("foreach")
    array: str = slots.sql("in")
    slice: int | None = slots.number(default=None)
    label: str | None = slots.name(default=None)
    note: str | None = slots.text(default=None)
    loop: Steps = slots.variants(Step)
