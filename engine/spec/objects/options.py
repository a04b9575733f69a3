"""The clauses of a table besides its columns and constraints."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape


@shape(needs=(("bounds", "partition_of"),))
class TableOptions:
    """The clauses of CREATE TABLE after its columns, with the ALTERs folded in."""

    if_not_exists: bool = slots.flag(default=False)
    persistence: str | None = slots.word("unlogged", "temporary", default=None)
    partition_of: str | None = slots.name(default=None)
    bounds: str | None = slots.sql(default=None)
    partition_by: str | None = slots.sql(default=None)
    inherits: tuple[str, ...] = slots.list_of(slots.NameSlot(), default=())
    of_type: str | None = slots.name(default=None)
    like: tuple[str, ...] = slots.list_of(slots.SqlSlot(), default=())
    using: str | None = slots.name(default=None)
    with_: str | None = slots.sql(default=None)
    on_commit: str | None = slots.word("drop", "delete rows", "preserve rows", default=None)
    tablespace: str | None = slots.name(default=None)
    row_security: str | None = slots.word("enable", "force", default=None)
    replica_identity: str | None = slots.sql(default=None)
    owner: str | None = slots.name(default=None)
