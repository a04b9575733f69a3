"""A rewrite rule."""

from __future__ import annotations

from engine.spec.document.source import Source
from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape


@shape()
class RuleSpec:
    """`CREATE RULE name AS ON event TO table WHERE … DO INSTEAD …`; without commands it does NOTHING."""

    name: str = slots.name()
    source: Source | None = slots.record(Source, default=None)
    replace: bool = slots.flag(default=False)
    table: str | None = slots.name(default=None)
    event: str = slots.word("select", "insert", "update", "delete")
    when: str | None = slots.sql(default=None)
    instead: bool = slots.flag(default=False)
    commands: tuple[str, ...] = slots.list_of(slots.SqlSlot(), default=())
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)
