"""A loop over whole numbers."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step, Steps


@shape("for_range")
class ForRangeStep(Step):
    """`FOR variable IN [REVERSE] from .. to BY by LOOP …`."""

    variable: str = slots.name("for_range")
    from_: str = slots.sql()
    to: str = slots.sql()
    by: str | None = slots.sql(default=None)
    reverse: bool = slots.flag(default=False)
    label: str | None = slots.name(default=None)
    note: str | None = slots.text(default=None)
    loop: Steps = slots.variants(Step)
