"""A run of assignments."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import NamedExpressions, Step


@shape("set")
class SetStep(Step):
    """`target := value;` for each entry, in order: a target may be a field, an element or a slice."""

    set: NamedExpressions = slots.mapping_of(slots.NameSlot(), slots.SqlSlot())
    note: str | None = slots.text(default=None)
