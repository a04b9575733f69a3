"""A guard that must not hold."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape
from engine.spec.steps.step import Arguments, Options, Step


@shape("reject")
class Reject(Step):
    """Exactly `IF condition THEN RAISE EXCEPTION 'error' …; END IF;` where the condition is not a NOT."""

    error: str = slots.text("reject")
    when: str = slots.sql()
    args: Arguments = slots.list_of(slots.Sql(), default=())
    using: Options = slots.mapping_of(slots.Name(), slots.Sql(), default=())
    note: str | None = slots.text(default=None)
