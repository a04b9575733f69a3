"""A sequence."""

from __future__ import annotations

from engine.spec.document.source import Source
from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape


@shape()
class SequenceSpec:
    """`CREATE SEQUENCE …`; `min` and `max` of `none` are NO MINVALUE and NO MAXVALUE."""

    name: str = slots.name()
    schema: str | None = slots.name(default=None)
    source: Source | None = slots.record(Source, default=None)
    if_not_exists: bool = slots.flag(default=False)
    persistence: str | None = slots.word("temporary", "unlogged", default=None)
    type: str | None = slots.type_(default=None)
    increment: str | None = slots.sql(default=None)
    min: str | None = slots.sql(default=None)
    max: str | None = slots.sql(default=None)
    start: str | None = slots.sql(default=None)
    cache: str | None = slots.sql(default=None)
    cycle: bool | None = slots.flag(default=None)
    owned_by: str | None = slots.name(default=None)
    owner: str | None = slots.name(default=None)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)
