"""SQL that is built at run time: the same pair wherever a query is allowed."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Arguments


@shape(one_of=("execute", "execute_format", "execute_text"), needs=(("args", "execute_format"),))
class DynamicQuery:
    """`EXECUTE expression USING …` in the place of a query; the expression may be a template or a text with parts."""

    execute: str | None = slots.sql(default=None)
    template: str | None = slots.text("execute_format", default=None)
    args: Arguments = slots.list_of(slots.SqlSlot(), default=())
    text: str | None = slots.text("execute_text", default=None)
    using: Arguments = slots.list_of(slots.SqlSlot(), default=())


def query_or_dynamic(key: str = "", *, default: object = slots.MISSING) -> slots.Specified:
    """A field with a static query, or one built at run time."""
    return slots.slot(slots.EitherSlot(slots.SqlSlot(), slots.RecordSlot(DynamicQuery)), key, default=default)
