"""A recognised convention."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape


@shape()
class Pattern:
    """A pattern with its parameters; without any, only its type is written."""

    type: str = slots.name()
    params: tuple[tuple[str, tuple[str, ...]], ...] = slots.mapping_of(
        slots.NameSlot(), slots.OneOrManySlot(slots.TextSlot())
    )
