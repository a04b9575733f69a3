"""Rows that a script inserts, updates and deletes."""

from __future__ import annotations

from engine.spec.document.source import Source
from engine.spec.objects.statements.statement import AnyStatementSpec
from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.insert import OnConflict
from engine.spec.steps.step import NamedExpressions


@shape("insert", grouped=True)
class RowInsertSpec(AnyStatementSpec):
    """`INSERT INTO table (columns) VALUES (one row)`; with `from` or `where` it is `SELECT values FROM …`."""

    table: str = slots.name()
    as_: str | None = slots.name(default=None)
    values: NamedExpressions = slots.mapping_of(slots.NameSlot(), slots.SqlSlot())
    from_: str | None = slots.sql(default=None)
    where: str | None = slots.sql(default=None)
    on_conflict: OnConflict | None = slots.record(OnConflict, default=None)
    returning: str | None = slots.sql(default=None)
    source: Source | None = slots.record(Source, default=None)
    note: str | None = slots.text(default=None)


@shape("update", grouped=True)
class RowUpdateSpec(AnyStatementSpec):
    """`UPDATE table SET column = expression, … FROM … WHERE …`."""

    table: str = slots.name()
    as_: str | None = slots.name(default=None)
    set: NamedExpressions = slots.mapping_of(slots.NameSlot(), slots.SqlSlot())
    from_: str | None = slots.sql(default=None)
    where: str | None = slots.sql(default=None)
    returning: str | None = slots.sql(default=None)
    source: Source | None = slots.record(Source, default=None)
    note: str | None = slots.text(default=None)


@shape("delete", grouped=True)
class RowDeleteSpec(AnyStatementSpec):
    """`DELETE FROM table USING … WHERE …`."""

    table: str = slots.name()
    as_: str | None = slots.name(default=None)
    using: str | None = slots.sql(default=None)
    where: str | None = slots.sql(default=None)
    returning: str | None = slots.sql(default=None)
    source: Source | None = slots.record(Source, default=None)
    note: str | None = slots.text(default=None)


@shape("rows")
class RowsSpec(AnyStatementSpec):
    """Any other change of rows, as it is written: several rows, WITH, MERGE, COPY, TRUNCATE, REFRESH."""

    rows: str = slots.sql()
    source: Source | None = slots.record(Source, default=None)
    note: str | None = slots.text(default=None)
