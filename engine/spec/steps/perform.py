"""A query whose rows are thrown away."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape
from engine.spec.steps.step import Step


@shape("perform")
class Perform(Step):
    """The text after PERFORM."""

    perform: str = slots.sql()
    note: str | None = slots.text(default=None)
