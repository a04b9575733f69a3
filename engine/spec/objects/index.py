"""An index."""

from __future__ import annotations

from engine.spec.document.source import Source
from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape


@shape()
class IndexSpec:
    """`CREATE [UNIQUE] INDEX name ON table USING method (columns) …`."""

    name: str | None = slots.name(default=None)
    schema: str | None = slots.name(default=None)
    source: Source | None = slots.record(Source, default=None)
    table: str | None = slots.name(default=None)
    if_not_exists: bool = slots.flag(default=False)
    unique: bool = slots.flag(default=False)
    using: str | None = slots.name(default=None)
    columns: tuple[str, ...] = slots.list_of(slots.SqlSlot())
    include: tuple[str, ...] = slots.list_of(slots.NameSlot(), default=())
    where: str | None = slots.sql(default=None)
    with_: str | None = slots.sql(default=None)
    nulls_not_distinct: bool | None = slots.flag(default=None)
    only: bool = slots.flag(default=False)
    concurrently: bool = slots.flag(default=False)
    tablespace: str | None = slots.name(default=None)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)
