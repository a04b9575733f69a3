"""A cursor opened."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape
from engine.spec.steps.dynamic import Dynamic, query_or_dynamic
from engine.spec.steps.step import Arguments, Step


@shape("open", not_both=(("args", "for"),), needs=(("scroll", "for"),))
class Open(Step):
    """`OPEN cursor(args);` or `OPEN cursor [NO SCROLL] FOR query;`; `scroll` None says neither."""

    cursor: str = slots.name("open")
    args: Arguments = slots.list_of(slots.Sql(), default=())
    for_: str | Dynamic | None = query_or_dynamic(default=None)
    scroll: bool | None = slots.flag(default=None)
    note: str | None = slots.text(default=None)
