"""A guard that must not hold."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Arguments, ErrorOptions, NamedExpressions, Step


@shape("reject", not_both=(("using", "options"),))
class RejectStep(Step):
    """Exactly `IF condition THEN RAISE EXCEPTION 'error' …; END IF;` where `validate` does not fit."""

    error: str = slots.text("reject")
    when: str = slots.sql()
    args: Arguments = slots.list_of(slots.SqlSlot(), default=())
    using: NamedExpressions = slots.mapping_of(slots.NameSlot(), slots.SqlSlot(), default=())
    options: ErrorOptions = slots.mapping_of(slots.NameSlot(), slots.TextSlot(), default=())
    note: str | None = slots.text(default=None)
