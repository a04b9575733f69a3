"""A choice by value, or by the first condition that holds."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape
from engine.spec.steps.step import Step, Steps


@shape()
class Case:
    """`WHEN a, b THEN …`; a searched CASE has one condition."""

    when: tuple[str, ...] = slots.list_of(slots.Sql())
    note: str | None = slots.text(default=None)
    then: Steps = slots.variants(Step)


@shape("switch", grouped=True)
class Switch(Step):
    """`CASE expression WHEN …`; without `default` an unmet value raises CASE_NOT_FOUND, with `()` it does not."""

    note: str | None = slots.text(default=None)
    expression: str | None = slots.sql(default=None)
    cases: tuple[Case, ...] = slots.records(Case)
    default: Steps | None = slots.variants(Step, default=None)
