"""User-defined types."""

from __future__ import annotations

from typing import ClassVar

from engine.spec.document.source import Source
from engine.spec.objects.constraint import ConstraintSpec
from engine.spec.shapes import slots
from engine.spec.shapes.shape import ShapeFamily, shape


class UserTypeSpec(ShapeFamily):
    """A type that the project creates."""

    __slots__ = ()
    kinds: ClassVar[dict[str, type]] = {}
    word: ClassVar[str] = "type"

    @property
    def name(self) -> str: ...

    @property
    def note(self) -> str | None: ...


@shape()
class AttributeSpec:
    """One attribute of a composite type."""

    name: str = slots.name()
    type: str = slots.type_()
    collate: str | None = slots.name(default=None)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)


@shape("enum")
class EnumSpec(UserTypeSpec):
    """`CREATE TYPE name AS ENUM (…)`."""

    name: str = slots.name()
    schema: str | None = slots.name(default=None)
    source: Source | None = slots.record(Source, default=None)
    enum: tuple[str, ...] = slots.list_of(slots.TextSlot())
    owner: str | None = slots.name(default=None)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)


@shape("composite")
class CompositeSpec(UserTypeSpec):
    """`CREATE TYPE name AS (…)`."""

    name: str = slots.name()
    schema: str | None = slots.name(default=None)
    source: Source | None = slots.record(Source, default=None)
    composite: tuple[AttributeSpec, ...] = slots.records(AttributeSpec)
    owner: str | None = slots.name(default=None)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)


@shape("range")
class RangeSpec(UserTypeSpec):
    """`CREATE TYPE name AS RANGE (subtype = …)`."""

    name: str = slots.name()
    schema: str | None = slots.name(default=None)
    source: Source | None = slots.record(Source, default=None)
    range: tuple[tuple[str, str], ...] = slots.mapping_of(slots.NameSlot(), slots.SqlSlot())
    owner: str | None = slots.name(default=None)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)


@shape("domain")
class DomainSpec(UserTypeSpec):
    """`CREATE DOMAIN name AS type …`."""

    name: str = slots.name()
    schema: str | None = slots.name(default=None)
    source: Source | None = slots.record(Source, default=None)
    domain: str = slots.type_()
    collate: str | None = slots.name(default=None)
    default: str | None = slots.sql(default=None)
    constraints: tuple[ConstraintSpec, ...] = slots.variants(ConstraintSpec, default=())
    owner: str | None = slots.name(default=None)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)
