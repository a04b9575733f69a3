"""A block within a block."""

from __future__ import annotations

from engine.spec.document.declarations import Declaration, declarations
from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Step, Steps


@shape("block", grouped=True)
class BlockStep(Step):
    """`DECLARE … BEGIN … END;` without handlers."""

    label: str | None = slots.name(default=None)
    note: str | None = slots.text(default=None)
    declare: tuple[Declaration, ...] = declarations(default=())
    steps: Steps = slots.variants(Step)
