"""The routine left."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape
from engine.spec.steps.step import Step


@shape("return")
class Return(Step):
    """`RETURN value;`, or a bare RETURN where the value is None."""

    value: str | None = slots.slot(slots.Sql(empty=True), "return", default=None)
    note: str | None = slots.text(default=None)
