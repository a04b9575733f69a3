"""Types of the user's own."""

from __future__ import annotations

from typing import ClassVar

from engine.spec import slots
from engine.spec.objects.constraint import Constraint
from engine.spec.shape import Family, shape
from engine.spec.source import Source


class UserType(Family):
    """A type that the project creates."""

    __slots__ = ()
    kinds: ClassVar[dict[str, type]] = {}
    word: ClassVar[str] = "type"

    @property
    def name(self) -> str: ...

    @property
    def note(self) -> str | None: ...


@shape()
class Attribute:
    """One attribute of a composite type."""

    name: str = slots.name()
    type: str = slots.type_()
    collate: str | None = slots.name(default=None)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)


@shape("enum")
class Enum(UserType):
    """`CREATE TYPE name AS ENUM (…)`."""

    name: str = slots.name()
    schema: str | None = slots.name(default=None)
    source: Source | None = slots.record(Source, default=None)
    enum: tuple[str, ...] = slots.list_of(slots.Text())
    owner: str | None = slots.name(default=None)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)


@shape("composite")
class Composite(UserType):
    """`CREATE TYPE name AS (…)`."""

    name: str = slots.name()
    schema: str | None = slots.name(default=None)
    source: Source | None = slots.record(Source, default=None)
    composite: tuple[Attribute, ...] = slots.records(Attribute)
    owner: str | None = slots.name(default=None)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)


@shape("range")
class Range(UserType):
    """`CREATE TYPE name AS RANGE (subtype = …)`."""

    name: str = slots.name()
    schema: str | None = slots.name(default=None)
    source: Source | None = slots.record(Source, default=None)
    range: tuple[tuple[str, str], ...] = slots.mapping_of(slots.Name(), slots.Sql())
    owner: str | None = slots.name(default=None)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)


@shape("domain")
class Domain(UserType):
    """`CREATE DOMAIN name AS type …`."""

    name: str = slots.name()
    schema: str | None = slots.name(default=None)
    source: Source | None = slots.record(Source, default=None)
    domain: str = slots.type_()
    collate: str | None = slots.name(default=None)
    default: str | None = slots.sql(default=None)
    constraints: tuple[Constraint, ...] = slots.variants(Constraint, default=())
    owner: str | None = slots.name(default=None)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)
