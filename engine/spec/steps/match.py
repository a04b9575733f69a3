"""A choice by the value of one expression."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.arm import ChoiceArm
from engine.spec.steps.step import Step, Steps


@shape("match")
class MatchStep(Step):
    """`IF value = a THEN … ELSIF value IN (b, c) THEN … END IF;`; without `default`, other values do nothing."""

    value: str = slots.sql("match")
    note: str | None = slots.text(default=None)
    cases: tuple[ChoiceArm, ...] = slots.arms(ChoiceArm)
    default: Steps | None = slots.variants(Step, default=None)
