"""A loop over the rows of a query."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.dynamic import DynamicQuery, query_or_dynamic
from engine.spec.steps.step import Step, Steps, Targets


@shape("for_query")
class ForQueryStep(Step):
    """`FOR targets IN query LOOP …`, also with EXECUTE."""

    query: str | DynamicQuery = query_or_dynamic("for_query")
    as_: Targets = slots.targets()
    label: str | None = slots.name(default=None)
    note: str | None = slots.text(default=None)
    loop: Steps = slots.variants(Step)
