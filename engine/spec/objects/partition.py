"""A partition without columns, constraints or indexes of its own."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape


@shape()
class PartitionSpec:
    """`CREATE TABLE table PARTITION OF … bounds`."""

    table: str = slots.name()
    bounds: str = slots.sql()
    partition_by: str | None = slots.sql(default=None)
    if_not_exists: bool = slots.flag(default=False)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)
