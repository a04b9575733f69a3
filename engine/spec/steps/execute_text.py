"""A statement put together from pieces at run time."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Arguments, Step, Targets


@shape("execute_text", needs=(("strict", "into"),))
class ExecuteTextStep(Step):
    """`EXECUTE 'text' || expression || …;`, written as one text with `{expression}` in it; `{{` is a brace."""

    text: str = slots.text("execute_text")
    via: str | None = slots.name(default=None)
    using: Arguments = slots.list_of(slots.SqlSlot(), default=())
    into: Targets = slots.targets(default=())
    strict: bool = slots.flag(default=False)
    note: str | None = slots.text(default=None)
