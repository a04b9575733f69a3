"""The statement that does nothing."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape
from engine.spec.steps.step import Step


@shape("nothing")
class Nothing(Step):
    """`NULL;`."""

    nothing: None = slots.slot(slots.Nothing(), default=None)
    note: str | None = slots.text(default=None)
