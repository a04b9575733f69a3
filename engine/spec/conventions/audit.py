"""Audit: when a row was made and changed, and by whom."""

from __future__ import annotations

from engine.spec.conventions.convention import Columns, Convention
from engine.spec.model import Field


def _columns(_entity: str) -> Columns:
    fields = (
        Field(name="created_at", type="timestamptz", default="now()", nullable=False),
        Field(name="created_by", type="uuid"),
        Field(name="updated_at", type="timestamptz", default="now()", nullable=False),
        Field(name="updated_by", type="uuid"),
    )
    return fields, ()


AUDIT = Convention("audit", "last", _columns)
