"""A comment with nothing after it in its list."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape
from engine.spec.steps.step import Step


@shape("note")
class Note(Step):
    """A comment that describes no step."""

    note: str = slots.text()
