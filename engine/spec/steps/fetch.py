"""A row taken from a cursor."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step, Targets


@shape("fetch")
class FetchStep(Step):
    """`FETCH direction FROM cursor INTO targets;`; NEXT is not spelled out."""

    cursor: str = slots.name("fetch")
    direction: str | None = slots.sql(default=None)
    into: Targets = slots.targets(default=())
    note: str | None = slots.text(default=None)
