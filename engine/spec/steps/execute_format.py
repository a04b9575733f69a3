"""A statement made by filling a template at run time."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Arguments, Step, Targets


@shape("execute_format", needs=(("strict", "into"),))
class ExecuteFormatStep(Step):
    """`EXECUTE format('template', arguments) INTO v USING a;`, each argument after its place: `%I{name}`.

    `args` lists them where that could not be read back. `via` is the variable that holds the text in between.
    """

    template: str = slots.text("execute_format")
    args: Arguments = slots.list_of(slots.SqlSlot(), default=())
    via: str | None = slots.name(default=None)
    using: Arguments = slots.list_of(slots.SqlSlot(), default=())
    into: Targets = slots.targets(default=())
    strict: bool = slots.flag(default=False)
    note: str | None = slots.text(default=None)
