"""Whole statements without a shape."""

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
    """Any other top-level statement, with the reason why it is kept whole: the `raw` of the top level."""

    sql: str = slots.sql()
    reason: str = slots.text()
    source: Source | None = slots.record(Source, default=None)
    note: str | None = slots.text(default=None)
