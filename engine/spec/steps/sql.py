"""Every SQL statement without a friendlier shape."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step, Targets


@shape("sql", needs=(("strict", "into"),))
class SqlStep(Step):
    """One whole statement without its INTO; its class is computed, not written."""

    sql: str = slots.sql()
    into: Targets = slots.targets(default=())
    strict: bool = slots.flag(default=False)
    note: str | None = slots.text(default=None)
