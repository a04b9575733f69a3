"""A message or an error raised."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape
from engine.spec.steps.step import Arguments, Options, Step

LEVELS = ("debug", "log", "info", "notice", "warning", "exception")


@shape("raise", not_both=(("message", "condition"),), needs=(("args", "message"),))
class Raise(Step):
    """`RAISE level 'message', args USING …;`. Without a level it raises again what is being handled."""

    level: str | None = slots.slot(slots.Word(LEVELS, empty=True), "raise", default=None)
    message: str | None = slots.text(default=None)
    args: Arguments = slots.list_of(slots.Sql(), default=())
    condition: str | None = slots.name(default=None)
    using: Options = slots.mapping_of(slots.Name(), slots.Sql(), default=())
    note: str | None = slots.text(default=None)
