"""A convention that was recognised."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape


@shape()
class Pattern:
    """A pattern with its parameters; one without any is its bare type."""

    type: str = slots.name()
    params: tuple[tuple[str, tuple[str, ...]], ...] = slots.mapping_of(slots.Name(), slots.OneOrMany(slots.Text()))
