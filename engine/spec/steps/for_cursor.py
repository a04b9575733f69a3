"""A loop over the rows of a bound cursor."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Arguments, Step, Steps, Targets


@shape("for_cursor")
class ForCursorStep(Step):
    """`FOR targets IN cursor(args) LOOP …`."""

    cursor: str = slots.name("for_cursor")
    args: Arguments = slots.list_of(slots.SqlSlot(), default=())
    as_: Targets = slots.targets()
    label: str | None = slots.name(default=None)
    note: str | None = slots.text(default=None)
    loop: Steps = slots.variants(Step)
