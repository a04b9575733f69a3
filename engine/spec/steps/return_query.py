"""The rows of a query added to the result."""

from __future__ import annotations

from engine.spec import slots
from engine.spec.shape import shape
from engine.spec.steps.dynamic import Dynamic, query_or_dynamic
from engine.spec.steps.step import Step


@shape("return_query")
class ReturnQuery(Step):
    """`RETURN QUERY query;`, also with EXECUTE."""

    query: str | Dynamic = query_or_dynamic("return_query")
    note: str | None = slots.text(default=None)
