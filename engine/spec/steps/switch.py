"""A choice by value, or by the first condition that holds."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step, Steps


@shape()
class SwitchCase:
    """`WHEN a, b THEN …`; a searched CASE has one condition."""

    when: tuple[str, ...] = slots.list_of(slots.SqlSlot())
    note: str | None = slots.text(default=None)
    then: Steps = slots.variants(Step)


@shape("switch", grouped=True)
class SwitchStep(Step):
    """`CASE expression WHEN …`; without `default` an unmet value raises CASE_NOT_FOUND, with `()` it does not."""

    note: str | None = slots.text(default=None)
    expression: str | None = slots.sql(default=None)
    cases: tuple[SwitchCase, ...] = slots.records(SwitchCase)
    default: Steps | None = slots.variants(Step, default=None)
