"""A schema of the database."""

from __future__ import annotations

from engine.spec.document.source import Source
from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape


@shape()
class SchemaSpec:
    """`CREATE SCHEMA IF NOT EXISTS name AUTHORIZATION owner`."""

    name: str = slots.name()
    source: Source | None = slots.record(Source, default=None)
    if_not_exists: bool = slots.flag(default=False)
    owner: str | None = slots.name(default=None)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)
