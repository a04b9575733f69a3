"""The rows of a query added to the result."""

from __future__ import annotations

from engine.spec.shapes import slots
from engine.spec.shapes.shape import shape
from engine.spec.steps.dynamic import DynamicQuery, query_or_dynamic
from engine.spec.steps.step import Step


@shape("return_query")
class ReturnQueryStep(Step):
    """`RETURN QUERY query;`, also with EXECUTE."""

    query: str | DynamicQuery = query_or_dynamic("return_query")
    note: str | None = slots.text(default=None)
