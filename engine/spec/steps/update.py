"""Rows of a table changed."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import NamedExpressions, Step, Targets


@shape("update", grouped=True, needs=(("strict", "into"),))
class UpdateStep(Step):
    """`UPDATE table SET column = expression, … FROM … WHERE …`."""

    table: str = slots.name()
    as_: str | None = slots.name(default=None)
    set: NamedExpressions = slots.mapping_of(slots.NameSlot(), slots.SqlSlot())
    from_: str | None = slots.sql(default=None)
    where: str | None = slots.sql(default=None)
    returning: str | None = slots.sql(default=None)
    into: Targets = slots.targets(default=())
    strict: bool = slots.flag(default=False)
    note: str | None = slots.text(default=None)
