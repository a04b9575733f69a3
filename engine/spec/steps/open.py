"""A cursor opened."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.dynamic import DynamicQuery, query_or_dynamic
from engine.spec.steps.step import Arguments, Step


@shape("open", not_both=(("args", "for"),), needs=(("scroll", "for"),))
class OpenStep(Step):
    """`OPEN cursor(args);` or `OPEN cursor [NO SCROLL] FOR query;`; `scroll` None says neither."""

    cursor: str = slots.name("open")
    args: Arguments = slots.list_of(slots.SqlSlot(), default=())
    for_: str | DynamicQuery | None = query_or_dynamic(default=None)
    scroll: bool | None = slots.flag(default=None)
    note: str | None = slots.text(default=None)
