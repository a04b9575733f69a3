"""Triggers."""

from __future__ import annotations

from typing import ClassVar

from engine.spec.document.source import Source
from engine.spec.shapes import slots
from engine.spec.shapes.shape import ShapeFamily, shape


class AnyTriggerSpec(ShapeFamily):
    """A trigger of a table, or of the whole database."""

    __slots__ = ()
    kinds: ClassVar[dict[str, type]] = {}
    word: ClassVar[str] = "trigger"

    @property
    def name(self) -> str: ...

    @property
    def note(self) -> str | None: ...


@shape()
class UpdateOf:
    """`UPDATE OF a, b`."""

    update: tuple[str, ...] = slots.list_of(slots.NameSlot())


@shape()
class Referencing:
    """`REFERENCING OLD TABLE AS old NEW TABLE AS new`."""

    old: str | None = slots.name(default=None)
    new: str | None = slots.name(default=None)


TriggerEvent = str | UpdateOf


@shape("timing")
class TriggerSpec(AnyTriggerSpec):
    """`CREATE TRIGGER …` on a table; a level of None means that neither ROW nor STATEMENT is given."""

    name: str = slots.name()
    schema: str | None = slots.name(default=None)
    source: Source | None = slots.record(Source, default=None)
    replace: bool = slots.flag(default=False)
    constraint: bool = slots.flag(default=False)
    timing: str = slots.word("before", "after", "instead of")
    events: tuple[TriggerEvent, ...] = slots.list_of(
        slots.EitherSlot(slots.WordSlot(("insert", "update", "delete", "truncate")), slots.RecordSlot(UpdateOf))
    )
    table: str | None = slots.name(default=None)
    from_: str | None = slots.name(default=None)
    referencing: Referencing | None = slots.record(Referencing, default=None)
    level: str | None = slots.word("row", "statement", default=None)
    when: str | None = slots.sql(default=None)
    function: str = slots.name()
    arguments: tuple[str, ...] = slots.list_of(slots.TextSlot(), default=())
    deferrable: bool | None = slots.flag(default=None)
    initially: str | None = slots.word("deferred", "immediate", default=None)
    enabled: str | None = slots.word("disabled", "replica", "always", default=None)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)


@shape("event")
class EventTriggerSpec(AnyTriggerSpec):
    """`CREATE EVENT TRIGGER name ON event WHEN TAG IN (…)`."""

    name: str = slots.name()
    source: Source | None = slots.record(Source, default=None)
    event: str = slots.name()
    tags: tuple[str, ...] = slots.list_of(slots.TextSlot(), default=())
    function: str = slots.name()
    enabled: str | None = slots.word("disabled", "replica", "always", default=None)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)
