"""Whole statements that have no shape of their own."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape
from engine.spec.source import Source


@shape()
class Grant:
    """One GRANT or REVOKE."""

    sql: str = slots.sql()
    source: Source | None = slots.record(Source, default=None)
    note: str | None = slots.text(default=None)


@shape()
class Statement:
    """Any other statement at the top of a file, and why it stands as it is: the `raw` of the top level."""

    sql: str = slots.sql()
    reason: str = slots.text()
    source: Source | None = slots.record(Source, default=None)
    note: str | None = slots.text(default=None)
