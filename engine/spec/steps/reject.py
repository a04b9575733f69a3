"""A guard that must not hold."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Arguments, NamedExpressions, Step


@shape("reject")
class RejectStep(Step):
    """Exactly `IF condition THEN RAISE EXCEPTION 'error' …; END IF;` where the condition is not a NOT."""

    error: str = slots.text("reject")
    when: str = slots.sql()
    args: Arguments = slots.list_of(slots.SqlSlot(), default=())
    using: NamedExpressions = slots.mapping_of(slots.NameSlot(), slots.SqlSlot(), default=())
    note: str | None = slots.text(default=None)
