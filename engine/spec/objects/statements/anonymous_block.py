"""A block of PL/pgSQL that runs once."""

from __future__ import annotations

from engine.spec.document.declarations import Declaration, declarations
from engine.spec.document.source import Source
from engine.spec.objects.statements.statement import AnyStatementSpec
from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.handler import CatchHandler
from engine.spec.steps.step import Step, Steps


@shape("do", grouped=True)
class AnonymousBlockSpec(AnyStatementSpec):
    """`DO $$ … $$` in PL/pgSQL: the same keys as the body of an action."""

    language: str | None = slots.name(default=None)
    pragmas: tuple[str, ...] = slots.list_of(slots.NameSlot(), default=())
    label: str | None = slots.name(default=None)
    declare: tuple[Declaration, ...] = declarations(default=())
    steps: Steps = slots.variants(Step)
    catch: tuple[CatchHandler, ...] = slots.records(CatchHandler, default=())
    source: Source | None = slots.record(Source, default=None)
    note: str | None = slots.text(default=None)
