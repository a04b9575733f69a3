"""Assignment."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape
from engine.spec.steps.step import Step


@shape("assign")
class Assign(Step):
    """`target := to;`: the target may be a field, an element or a slice."""

    target: str = slots.name("assign")
    to: str = slots.sql()
    note: str | None = slots.text(default=None)
