"""A query, and what follows from its having found something."""

from __future__ import annotations

from itertools import product
from typing import Final

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.step import Arguments, ErrorOptions, NamedExpressions, Step, Steps, Targets

REJECTIONS: Final = ("reject_if_missing", "reject_if_null")
BRANCHES: Final = ("if_missing", "if_found", "if_null", "if_not_null")


@shape(
    "lookup",
    one_of=(*REJECTIONS, *BRANCHES),
    not_both=(("using", "options"), *product(REJECTIONS, ("else",)), *product(BRANCHES, ("args", "using", "options"))),
)
class LookupStep(Step):
    """`SELECT … INTO v …` (PERFORM without `into`), then an IF about FOUND or about `v` being NULL."""

    query: str = slots.sql("lookup")
    into: Targets = slots.targets(default=())
    note: str | None = slots.text(default=None)
    reject_if_missing: str | None = slots.text(default=None)
    reject_if_null: str | None = slots.text(default=None)
    args: Arguments = slots.list_of(slots.SqlSlot(), default=())
    using: NamedExpressions = slots.mapping_of(slots.NameSlot(), slots.SqlSlot(), default=())
    options: ErrorOptions = slots.mapping_of(slots.NameSlot(), slots.TextSlot(), default=())
    if_missing: Steps | None = slots.variants(Step, default=None)
    if_found: Steps | None = slots.variants(Step, default=None)
    if_null: Steps | None = slots.variants(Step, default=None)
    if_not_null: Steps | None = slots.variants(Step, default=None)
    otherwise: Steps | None = slots.variants(Step, "else", default=None)
