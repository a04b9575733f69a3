"""A loop over the rows of a bound cursor."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape
from engine.spec.steps.step import Arguments, Step, Steps, Targets


@shape("for_cursor")
class ForCursor(Step):
    """`FOR targets IN cursor(args) LOOP …`."""

    cursor: str = slots.name("for_cursor")
    args: Arguments = slots.list_of(slots.Sql(), default=())
    as_: Targets = slots.targets()
    label: str | None = slots.name(default=None)
    note: str | None = slots.text(default=None)
    loop: Steps = slots.variants(Step)
