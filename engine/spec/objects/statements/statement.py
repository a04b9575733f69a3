"""Statements that are kept in the order of their script: those with a shape, and whole ones without."""

from __future__ import annotations

from typing import ClassVar

from engine.spec.document.source import Source
from engine.spec.shapes import slots
from engine.spec.shapes.shape import ShapeFamily, shape


@shape()
class GrantSpec:
    """One GRANT or REVOKE."""

    sql: str = slots.sql()
    source: Source | None = slots.record(Source, default=None)
    note: str | None = slots.text(default=None)


class AnyStatementSpec(ShapeFamily):
    """One statement of a script."""

    __slots__ = ()
    kinds: ClassVar[dict[str, type]] = {}
    word: ClassVar[str] = "statement"

    @property
    def source(self) -> Source | None: ...

    @property
    def note(self) -> str | None: ...


@shape("sql")
class StatementSpec(AnyStatementSpec):
    """Any other top-level statement, with the reason why it is kept whole: the `raw` of the top level."""

    sql: str = slots.sql()
    reason: str = slots.text()
    source: Source | None = slots.record(Source, default=None)
    note: str | None = slots.text(default=None)
