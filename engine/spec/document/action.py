"""A routine: its header and, as a block, its body."""

from __future__ import annotations

from engine.spec.document.declarations import Declaration, declarations
from engine.spec.document.source import Source
from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.handler import CatchHandler
from engine.spec.steps.step import Step, Steps


@shape()
class Param:
    """One parameter; without a name it is `$n` in the text, and a mode of IN is left out."""

    name: str | None = slots.name(default=None)
    type: str = slots.type_()
    mode: str | None = slots.word("out", "inout", "variadic", default=None)
    default: str | None = slots.sql(default=None)
    note: str | None = slots.text(default=None)


@shape()
class ResultColumn:
    """One column of RETURNS TABLE."""

    name: str = slots.name()
    type: str = slots.type_()
    note: str | None = slots.text(default=None)


@shape()
class ReturnsTable:
    """`RETURNS TABLE (…)`."""

    table: tuple[ResultColumn, ...] = slots.named(ResultColumn)


@shape()
class Traits:
    """The attributes of the header besides name, parameters and result; None where it gives none."""

    replace: bool = slots.flag(default=False)
    language: str | None = slots.name(default=None)
    window: bool = slots.flag(default=False)
    volatility: str | None = slots.word("immutable", "stable", default=None)
    leakproof: bool | None = slots.flag(default=None)
    strict: bool | None = slots.flag(default=None)
    security: str | None = slots.word("definer", "invoker", default=None)
    parallel: str | None = slots.word("safe", "restricted", "unsafe", default=None)
    cost: str | None = slots.sql(default=None)
    rows: str | None = slots.sql(default=None)
    support: str | None = slots.name(default=None)
    transform: tuple[str, ...] = slots.list_of(slots.TypeSlot(), default=())
    set: tuple[tuple[str, str], ...] = slots.mapping_of(slots.NameSlot(), slots.SqlSlot(), default=())


@shape()
class Action:
    """A function or procedure. `steps` of another language than SQL and PL/pgSQL is one `raw`, or empty with `as_`."""

    name: str = slots.name()
    schema: str | None = slots.name(default=None)
    source: Source | None = slots.record(Source, default=None)
    kind: str | None = slots.word("procedure", default=None)
    description: str | None = slots.text(default=None)
    note: str | None = slots.text(default=None)
    params: tuple[Param, ...] = slots.named(Param, default=())
    returns: str | ReturnsTable | None = slots.slot(
        slots.EitherSlot(slots.TypeSlot(), slots.RecordSlot(ReturnsTable)), default=None
    )
    traits: Traits | None = slots.record(Traits, default=None)
    pragmas: tuple[str, ...] = slots.list_of(slots.NameSlot(), default=())
    body: str | None = slots.word("atomic", "return", default=None)
    as_: tuple[str, ...] = slots.list_of(slots.TextSlot(), default=())
    label: str | None = slots.name(default=None)
    declare: tuple[Declaration, ...] = declarations(default=())
    steps: Steps = slots.variants(Step)
    catch: tuple[CatchHandler, ...] = slots.records(CatchHandler, default=())
