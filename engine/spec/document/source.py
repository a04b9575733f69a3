"""The origin of a spec."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape


@shape()
class Source:
    """The file that holds the SQL, by its path in the project."""

    file: str = slots.text()
