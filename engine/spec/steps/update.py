"""Rows of a table changed."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape
from engine.spec.steps.step import Options, Step, Targets


@shape("update", grouped=True, needs=(("strict", "into"),))
class Update(Step):
    """`UPDATE table SET column = expression, … FROM … WHERE …`."""

    table: str = slots.name()
    as_: str | None = slots.name(default=None)
    set: Options = slots.mapping_of(slots.Name(), slots.Sql())
    from_: str | None = slots.sql(default=None)
    where: str | None = slots.sql(default=None)
    returning: str | None = slots.sql(default=None)
    into: Targets = slots.targets(default=())
    strict: bool = slots.flag(default=False)
    note: str | None = slots.text(default=None)
