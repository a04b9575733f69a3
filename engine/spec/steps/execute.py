"""A statement that is put together at run time."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Arguments, Step, Targets


@shape("execute", needs=(("strict", "into"),))
class ExecuteStep(Step):
    """`EXECUTE expression USING … INTO …;`."""

    execute: str = slots.sql()
    using: Arguments = slots.list_of(slots.SqlSlot(), default=())
    into: Targets = slots.targets(default=())
    strict: bool = slots.flag(default=False)
    note: str | None = slots.text(default=None)
