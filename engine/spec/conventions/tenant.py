"""Tenant: every row belongs to one of the companies that share the database."""

from __future__ import annotations

from engine.spec.conventions.convention import Columns, Convention
from engine.spec.model import Field


def _columns(_entity: str) -> Columns:
    return (Field(name="tenant_id", type="uuid", nullable=False),), ()


TENANT = Convention("tenant", "first", _columns)
