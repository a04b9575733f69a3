"""Facts about the last statement or the error in hand."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import NamedExpressions, Step


@shape("get_diagnostics")
class GetDiagnosticsStep(Step):
    """`GET [STACKED] DIAGNOSTICS target := item, …;`: pairs of target and item."""

    items: NamedExpressions = slots.mapping_of(slots.NameSlot(), slots.NameSlot(), "get_diagnostics")
    stacked: bool = slots.flag(default=False)
    note: str | None = slots.text(default=None)
