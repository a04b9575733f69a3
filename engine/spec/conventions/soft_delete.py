"""Soft delete: a row is marked, not removed."""

from __future__ import annotations

from engine.spec.conventions.convention import Columns, Convention
from engine.spec.model import Field


def _columns(_entity: str) -> Columns:
    return (Field(name="deleted_at", type="timestamptz"), Field(name="deleted_by", type="uuid")), ()


SOFT_DELETE = Convention("soft_delete", "last", _columns)
