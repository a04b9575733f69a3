"""A guard that must hold."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Arguments, NamedExpressions, Step


@shape("validate")
class ValidateStep(Step):
    """Exactly `IF NOT condition THEN RAISE EXCEPTION 'error' …; END IF;`. A condition that is NULL passes."""

    condition: str = slots.sql("validate")
    error: str = slots.text()
    args: Arguments = slots.list_of(slots.SqlSlot(), default=())
    using: NamedExpressions = slots.mapping_of(slots.NameSlot(), slots.SqlSlot(), default=())
    note: str | None = slots.text(default=None)
