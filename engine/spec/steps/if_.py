"""A choice by condition."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step, Steps


@shape()
class ElseIf:
    """`ELSIF when THEN …`."""

    when: str = slots.sql()
    note: str | None = slots.text(default=None)
    then: Steps = slots.variants(Step)


@shape("if")
class IfStep(Step):
    """`IF condition THEN … ELSIF … ELSE … END IF;`; `otherwise` is None where there is no ELSE."""

    condition: str = slots.sql("if")
    note: str | None = slots.text(default=None)
    then: Steps = slots.variants(Step)
    elseif: tuple[ElseIf, ...] = slots.records(ElseIf, default=())
    otherwise: Steps | None = slots.variants(Step, "else", default=None)
