"""One arm of a choice, written by its key."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step, Steps


@shape()
class ChoiceArm:
    """The steps for one key; under the key is their list, or a mapping if the arm has a note."""

    key: str = slots.name()
    note: str | None = slots.text(default=None)
    then: Steps = slots.variants(Step)
