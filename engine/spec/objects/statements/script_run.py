"""Statements that run once, at their place in the script."""

from __future__ import annotations

from engine.spec.document.source import Source
from engine.spec.objects.statements.statement import AnyStatementSpec
from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape


@shape("create_table")
class DerivedTableSpec(AnyStatementSpec):
    """`CREATE TABLE name (columns) AS query`: a table with the rows of a query."""

    create_table: str = slots.name()
    source: Source | None = slots.record(Source, default=None)
    if_not_exists: bool = slots.flag(default=False)
    persistence: str | None = slots.word("temporary", "unlogged", default=None)
    columns: tuple[str, ...] = slots.list_of(slots.NameSlot(), default=())
    using: str | None = slots.name(default=None)
    with_: tuple[tuple[str, str], ...] = slots.mapping_of(slots.NameSlot(), slots.SqlSlot(), default=())
    on_commit: str | None = slots.word("preserve rows", "delete rows", "drop", default=None)
    tablespace: str | None = slots.name(default=None)
    query: str = slots.sql()
    with_data: bool | None = slots.flag(default=None)
    note: str | None = slots.text(default=None)


@shape("query")
class QuerySpec(AnyStatementSpec):
    """A SELECT whose effects matter: it calls functions, or fills a table with INTO."""

    query: str = slots.sql()
    source: Source | None = slots.record(Source, default=None)
    note: str | None = slots.text(default=None)


@shape("explain")
class ExplainSpec(AnyStatementSpec):
    """`EXPLAIN (options) query`."""

    explain: str = slots.sql()
    options: tuple[str, ...] = slots.list_of(slots.SqlSlot(), default=())
    source: Source | None = slots.record(Source, default=None)
    note: str | None = slots.text(default=None)


@shape("transaction")
class TransactionSpec(AnyStatementSpec):
    """BEGIN, COMMIT, ROLLBACK, SAVEPOINT and others, as they are written."""

    transaction: str = slots.sql()
    source: Source | None = slots.record(Source, default=None)
    note: str | None = slots.text(default=None)


@shape("set")
class SettingSpec(AnyStatementSpec):
    """`SET LOCAL name = value`."""

    set: str = slots.name()
    to: str = slots.sql()
    local: bool = slots.flag(default=False)
    source: Source | None = slots.record(Source, default=None)
    note: str | None = slots.text(default=None)
