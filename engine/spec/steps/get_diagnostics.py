"""Facts about the last statement or the error in hand."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape
from engine.spec.steps.step import Options, Step


@shape("get_diagnostics")
class GetDiagnostics(Step):
    """`GET [STACKED] DIAGNOSTICS target := item, …;`: pairs of target and item."""

    items: Options = slots.mapping_of(slots.Name(), slots.Name(), "get_diagnostics")
    stacked: bool = slots.flag(default=False)
    note: str | None = slots.text(default=None)
