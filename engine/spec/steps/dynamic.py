"""SQL that is put together at run time: the same pair wherever a query may stand."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape
from engine.spec.steps.step import Arguments


@shape()
class Dynamic:
    """`EXECUTE expression USING …` in the place of a query."""

    execute: str = slots.sql()
    using: Arguments = slots.list_of(slots.Sql(), default=())


def query_or_dynamic(key: str = "", *, default: object = slots.MISSING) -> slots.Specified:
    """A field with a query as it stands, or one put together at run time."""
    return slots.slot(slots.Either(slots.Sql(), slots.Record(Dynamic)), key, default=default)
