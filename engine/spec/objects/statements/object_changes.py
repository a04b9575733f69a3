"""Statements that create, change, drop or describe an object without a shape of its own, or one from elsewhere."""

from __future__ import annotations

from engine.spec.document.source import Source
from engine.spec.objects.statements.object_kinds import ALTERED_KINDS, CREATED_KINDS, DROPPED_KINDS
from engine.spec.objects.statements.statement import AnyStatementSpec
from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape


@shape("create", not_both=(("with", "definition"),))
class CreateSpec(AnyStatementSpec):
    """`CREATE kind name (option = value, …)`, or `CREATE kind name definition`."""

    create: str = slots.word(*CREATED_KINDS)
    name: str = slots.sql()
    source: Source | None = slots.record(Source, default=None)
    replace: bool = slots.flag(default=False)
    if_not_exists: bool = slots.flag(default=False)
    with_: tuple[tuple[str, str], ...] = slots.mapping_of(slots.NameSlot(), slots.SqlSlot(), default=())
    definition: str | None = slots.sql(default=None)
    note: str | None = slots.text(default=None)


@shape("alter")
class AlterSpec(AnyStatementSpec):
    """`ALTER kind name command, …`."""

    alter: str = slots.word(*ALTERED_KINDS)
    name: str = slots.sql()
    source: Source | None = slots.record(Source, default=None)
    if_exists: bool = slots.flag(default=False)
    only: bool = slots.flag(default=False)
    commands: tuple[str, ...] = slots.list_of(slots.SqlSlot())
    note: str | None = slots.text(default=None)


@shape("drop")
class DropSpec(AnyStatementSpec):
    """`DROP kind name, … CASCADE`."""

    drop: str = slots.word(*DROPPED_KINDS)
    names: tuple[str, ...] = slots.list_of(slots.SqlSlot())
    source: Source | None = slots.record(Source, default=None)
    concurrently: bool = slots.flag(default=False)
    if_exists: bool = slots.flag(default=False)
    cascade: bool = slots.flag(default=False)
    note: str | None = slots.text(default=None)


@shape("comment_on")
class CommentOnSpec(AnyStatementSpec):
    """`COMMENT ON kind name IS 'text'`; without a text the comment is removed."""

    comment_on: str = slots.sql()
    text: str | None = slots.text(default=None)
    source: Source | None = slots.record(Source, default=None)
    note: str | None = slots.text(default=None)
