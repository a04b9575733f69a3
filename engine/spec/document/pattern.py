"""A convention that was recognised."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape


@shape()
class Pattern:
    """A pattern with its parameters; one without any is its bare type."""

    type: str = slots.name()
    params: tuple[tuple[str, tuple[str, ...]], ...] = slots.mapping_of(
        slots.NameSlot(), slots.OneOrManySlot(slots.TextSlot())
    )
