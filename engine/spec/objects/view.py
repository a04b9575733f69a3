"""A view."""

from __future__ import annotations

from engine.spec.document.source import Source
from engine.spec.objects.index import IndexSpec
from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape


@shape()
class ViewSpec:
    """`CREATE VIEW name (columns) AS query`, also recursive or materialized."""

    name: str = slots.name()
    schema: str | None = slots.name(default=None)
    source: Source | None = slots.record(Source, default=None)
    replace: bool = slots.flag(default=False)
    if_not_exists: bool = slots.flag(default=False)
    columns: tuple[str, ...] = slots.list_of(slots.NameSlot(), default=())
    query: str = slots.sql()
    materialized: bool = slots.flag(default=False)
    recursive: bool = slots.flag(default=False)
    persistence: str | None = slots.word("temporary", "unlogged", default=None)
    using: str | None = slots.name(default=None)
    with_: tuple[tuple[str, str], ...] = slots.mapping_of(slots.NameSlot(), slots.SqlSlot(), default=())
    tablespace: str | None = slots.name(default=None)
    check_option: str | None = slots.word("local", "cascaded", default=None)
    with_data: bool | None = slots.flag(default=None)
    indexes: tuple[IndexSpec, ...] = slots.records(IndexSpec, default=())
    owner: str | None = slots.name(default=None)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)
