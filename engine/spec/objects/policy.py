"""A row security policy."""

from __future__ import annotations

from engine.spec.document.source import Source
from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape


@shape()
class PolicySpec:
    """`CREATE POLICY name ON table AS … FOR command TO roles USING (…) WITH CHECK (…)`."""

    name: str = slots.name()
    schema: str | None = slots.name(default=None)
    source: Source | None = slots.record(Source, default=None)
    table: str | None = slots.name(default=None)
    permissive: bool | None = slots.flag(default=None)
    command: str | None = slots.word("all", "select", "insert", "update", "delete", default=None)
    roles: tuple[str, ...] = slots.list_of(slots.NameSlot(), default=())
    using: str | None = slots.sql(default=None)
    check: str | None = slots.sql(default=None)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)
