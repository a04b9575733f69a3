"""The origin of a spec."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape


@shape()
class Source:
    """The file that holds the SQL, by its path in the project.

    `position` is the number of the statement in the whole script. It is written only where the order of the statements
    would otherwise be another one.
    """

    file: str | None = slots.text(default=None)
    position: int | None = slots.number(default=None)
