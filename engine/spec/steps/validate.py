"""A guard that must hold."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape
from engine.spec.steps.step import Arguments, Options, Step


@shape("validate")
class Validate(Step):
    """Exactly `IF NOT condition THEN RAISE EXCEPTION 'error' …; END IF;`. A condition that is NULL passes."""

    condition: str = slots.sql("validate")
    error: str = slots.text()
    args: Arguments = slots.list_of(slots.Sql(), default=())
    using: Options = slots.mapping_of(slots.Name(), slots.Sql(), default=())
    note: str | None = slots.text(default=None)
