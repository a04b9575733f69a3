"""One row put into a table."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import NamedExpressions, Step, Targets


@shape(one_of=("do", "set"), not_both=(("target", "constraint"),), needs=(("where", "set"),))
class OnConflict:
    """What happens when the row is there already."""

    target: str | None = slots.sql(default=None)
    constraint: str | None = slots.name(default=None)
    do: str | None = slots.word("nothing", default=None)
    set: NamedExpressions = slots.mapping_of(slots.NameSlot(), slots.SqlSlot(), default=())
    where: str | None = slots.sql(default=None)


@shape("insert", grouped=True, needs=(("strict", "into"),))
class InsertStep(Step):
    """`INSERT INTO table (columns) VALUES (one row)`; with `from` or `where` it is `SELECT values FROM …`.

    `from` goes on to the end of the query: WHERE, GROUP BY and what else it has.
    """

    table: str = slots.name()
    as_: str | None = slots.name(default=None)
    values: NamedExpressions = slots.mapping_of(slots.NameSlot(), slots.SqlSlot())
    from_: str | None = slots.sql(default=None)
    where: str | None = slots.sql(default=None)
    on_conflict: OnConflict | None = slots.record(OnConflict, default=None)
    returning: str | None = slots.sql(default=None)
    into: Targets = slots.targets(default=())
    strict: bool = slots.flag(default=False)
    note: str | None = slots.text(default=None)
