"""Rows of a table removed."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step, Targets


@shape("delete", grouped=True, needs=(("strict", "into"),))
class DeleteStep(Step):
    """`DELETE FROM table USING … WHERE …`."""

    table: str = slots.name()
    as_: str | None = slots.name(default=None)
    using: str | None = slots.sql(default=None)
    where: str | None = slots.sql(default=None)
    returning: str | None = slots.sql(default=None)
    into: Targets = slots.targets(default=())
    strict: bool = slots.flag(default=False)
    note: str | None = slots.text(default=None)
