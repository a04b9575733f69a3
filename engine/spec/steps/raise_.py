"""A message or an error raised."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Arguments, ErrorOptions, NamedExpressions, Step

AGAIN = "again"
LEVELS = ("debug", "log", "info", "notice", "warning", "exception", AGAIN)


@shape("raise", not_both=(("message", "condition"), ("using", "options")), needs=(("args", "message"),))
class RaiseStep(Step):
    """`RAISE level 'message', args USING …;`. `again` raises the handled error again.

    `options` are the same as `using`, for texts only.
    """

    level: str | None = slots.slot(slots.WordSlot(LEVELS, empty=True), "raise", default=None)
    message: str | None = slots.text(default=None)
    args: Arguments = slots.list_of(slots.SqlSlot(), default=())
    condition: str | None = slots.name(default=None)
    using: NamedExpressions = slots.mapping_of(slots.NameSlot(), slots.SqlSlot(), default=())
    options: ErrorOptions = slots.mapping_of(slots.NameSlot(), slots.TextSlot(), default=())
    note: str | None = slots.text(default=None)
