"""A query whose rows are thrown away."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step


@shape("perform")
class PerformStep(Step):
    """The text after PERFORM."""

    perform: str = slots.sql()
    note: str | None = slots.text(default=None)
