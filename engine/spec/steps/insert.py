"""One row put into a table."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape
from engine.spec.steps.step import Options, Step, Targets


@shape(one_of=("do", "set"), not_both=(("target", "constraint"),), needs=(("where", "set"),))
class OnConflict:
    """What happens when the row is there already."""

    target: str | None = slots.sql(default=None)
    constraint: str | None = slots.name(default=None)
    do: str | None = slots.word("nothing", default=None)
    set: Options = slots.mapping_of(slots.Name(), slots.Sql(), default=())
    where: str | None = slots.sql(default=None)


@shape("insert", grouped=True, needs=(("strict", "into"),))
class Insert(Step):
    """`INSERT INTO table (columns) VALUES (one row)`."""

    table: str = slots.name()
    as_: str | None = slots.name(default=None)
    values: Options = slots.mapping_of(slots.Name(), slots.Sql())
    on_conflict: OnConflict | None = slots.record(OnConflict, default=None)
    returning: str | None = slots.sql(default=None)
    into: Targets = slots.targets(default=())
    strict: bool = slots.flag(default=False)
    note: str | None = slots.text(default=None)
