"""Whole statements that have no shape of their own."""

from __future__ import annotations

from engine.spec.document.source import Source
from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape


@shape()
class GrantSpec:
    """One GRANT or REVOKE."""

    sql: str = slots.sql()
    source: Source | None = slots.record(Source, default=None)
    note: str | None = slots.text(default=None)


@shape()
class StatementSpec:
    """Any other statement at the top of a file, and why it stands as it is: the `raw` of the top level."""

    sql: str = slots.sql()
    reason: str = slots.text()
    source: Source | None = slots.record(Source, default=None)
    note: str | None = slots.text(default=None)
