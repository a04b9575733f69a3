"""A comment with nothing after it in its list."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step


@shape("note")
class NoteStep(Step):
    """A comment that does not describe a step."""

    note: str = slots.text()
