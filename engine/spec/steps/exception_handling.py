"""A block with handlers."""

from __future__ import annotations

from engine.spec.document.declarations import Declaration, declarations
from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.handler import CatchHandler
from engine.spec.steps.step import Step, Steps


@shape("exception_handling", grouped=True)
class ExceptionHandlingStep(Step):
    """`DECLARE … BEGIN … EXCEPTION WHEN … END;`: one block, since handlers do not cover its own defaults."""

    label: str | None = slots.name(default=None)
    note: str | None = slots.text(default=None)
    declare: tuple[Declaration, ...] = declarations(default=())
    try_: Steps = slots.variants(Step)
    catch: tuple[CatchHandler, ...] = slots.records(CatchHandler)
