"""A choice by the event that fired the trigger."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.arm import ChoiceArm
from engine.spec.steps.step import Step


@shape("on_event")
class OnEventStep(Step):
    """`IF TG_OP = 'INSERT' THEN … ELSIF … END IF;`: the keys are events, and `else` at the end."""

    arms: tuple[ChoiceArm, ...] = slots.arms(ChoiceArm, "on_event")
    note: str | None = slots.text(default=None)
