"""A guard that must hold."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Arguments, ErrorOptions, NamedExpressions, Step


@shape("validate", not_both=(("using", "options"),))
class ValidateStep(Step):
    """Exactly `IF NOT condition THEN RAISE EXCEPTION 'error' …; END IF;`. A condition that is NULL passes.

    The lift writes it only where the condition cannot be NULL.
    """

    condition: str = slots.sql("validate")
    error: str = slots.text()
    args: Arguments = slots.list_of(slots.SqlSlot(), default=())
    using: NamedExpressions = slots.mapping_of(slots.NameSlot(), slots.SqlSlot(), default=())
    options: ErrorOptions = slots.mapping_of(slots.NameSlot(), slots.TextSlot(), default=())
    note: str | None = slots.text(default=None)
