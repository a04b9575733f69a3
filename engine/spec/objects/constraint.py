"""Table constraints."""

from __future__ import annotations

from typing import ClassVar

from engine.spec.shapes import slots
from engine.spec.shapes.shape import ShapeFamily, shape


class ConstraintSpec(ShapeFamily):
    """One constraint of a table or a domain; `name` is None where the source gives none."""

    __slots__ = ()
    kinds: ClassVar[dict[str, type]] = {}
    word: ClassVar[str] = "constraint"

    @property
    def name(self) -> str | None: ...

    @property
    def note(self) -> str | None: ...


@shape("primary_key")
class PrimaryKeySpec(ConstraintSpec):
    """`PRIMARY KEY (a, b) INCLUDE (c)`."""

    name: str | None = slots.name(default=None)
    primary_key: tuple[str, ...] = slots.list_of(slots.NameSlot())
    include: tuple[str, ...] = slots.list_of(slots.NameSlot(), default=())
    using_index: str | None = slots.name(default=None)
    with_: str | None = slots.sql(default=None)
    tablespace: str | None = slots.name(default=None)
    deferrable: bool | None = slots.flag(default=None)
    initially: str | None = slots.word("deferred", "immediate", default=None)
    not_valid: bool = slots.flag(default=False)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)


@shape("unique")
class UniqueSpec(ConstraintSpec):
    """`UNIQUE [NULLS NOT DISTINCT] (a, b) INCLUDE (c)`."""

    name: str | None = slots.name(default=None)
    unique: tuple[str, ...] = slots.list_of(slots.NameSlot())
    include: tuple[str, ...] = slots.list_of(slots.NameSlot(), default=())
    nulls_not_distinct: bool | None = slots.flag(default=None)
    using_index: str | None = slots.name(default=None)
    with_: str | None = slots.sql(default=None)
    tablespace: str | None = slots.name(default=None)
    deferrable: bool | None = slots.flag(default=None)
    initially: str | None = slots.word("deferred", "immediate", default=None)
    not_valid: bool = slots.flag(default=False)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)


@shape("check")
class CheckSpec(ConstraintSpec):
    """`CHECK (condition) [NO INHERIT]`."""

    name: str | None = slots.name(default=None)
    check: str = slots.sql()
    no_inherit: bool = slots.flag(default=False)
    deferrable: bool | None = slots.flag(default=None)
    initially: str | None = slots.word("deferred", "immediate", default=None)
    not_valid: bool = slots.flag(default=False)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)


@shape("foreign_key")
class ForeignKeySpec(ConstraintSpec):
    """`FOREIGN KEY (a) REFERENCES s.t (x) MATCH … ON DELETE … ON UPDATE …`."""

    name: str | None = slots.name(default=None)
    foreign_key: tuple[str, ...] = slots.list_of(slots.NameSlot())
    references: str = slots.sql()
    match: str | None = slots.word("full", "partial", "simple", default=None)
    on_delete: str | None = slots.sql(default=None)
    on_update: str | None = slots.sql(default=None)
    deferrable: bool | None = slots.flag(default=None)
    initially: str | None = slots.word("deferred", "immediate", default=None)
    not_valid: bool = slots.flag(default=False)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)


@shape("exclude")
class ExcludeSpec(ConstraintSpec):
    """`EXCLUDE USING gist (…) WHERE (…)`."""

    name: str | None = slots.name(default=None)
    exclude: str = slots.sql()
    include: tuple[str, ...] = slots.list_of(slots.NameSlot(), default=())
    with_: str | None = slots.sql(default=None)
    tablespace: str | None = slots.name(default=None)
    where: str | None = slots.sql(default=None)
    deferrable: bool | None = slots.flag(default=None)
    initially: str | None = slots.word("deferred", "immediate", default=None)
    not_valid: bool = slots.flag(default=False)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)


@shape("not_null")
class NotNullSpec(ConstraintSpec):
    """`NOT NULL` of a domain."""

    name: str | None = slots.name(default=None)
    not_null: bool = slots.flag(default=True)
    note: str | None = slots.text(default=None)
