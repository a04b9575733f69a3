"""A column of an entity."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape


@shape(needs=(("stored", "generated"), ("sequence", "identity"), ("not_null_name", "nullable")))
class Field:
    """One column: `type` is exact SQL, or a type of the language (`enum(a, b)`, `ref(Company)`, `email`)."""

    name: str = slots.name()
    type: str = slots.type_()
    collate: str | None = slots.name(default=None)
    default: str | None = slots.sql(default=None)
    nullable: bool = slots.flag(default=True)
    not_null_name: str | None = slots.name(default=None)
    generated: str | None = slots.sql(default=None)
    stored: bool = slots.flag(default=False)
    identity: str | None = slots.word("always", "by default", default=None)
    sequence: tuple[tuple[str, str], ...] = slots.mapping_of(slots.NameSlot(), slots.SqlSlot(), default=())
    storage: str | None = slots.name(default=None)
    compression: str | None = slots.name(default=None)
    ref: str | None = slots.sql(default=None)
    on_delete: str | None = slots.sql(default=None)
    on_update: str | None = slots.sql(default=None)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)
