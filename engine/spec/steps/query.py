"""A statement that gives rows."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step, Targets


@shape("query", needs=(("strict", "into"),))
class QueryStep(Step):
    """`SELECT …` (also VALUES, TABLE, WITH … SELECT) whose INTO is a key beside it."""

    query: str = slots.sql()
    into: Targets = slots.targets(default=())
    strict: bool = slots.flag(default=False)
    note: str | None = slots.text(default=None)
