"""RETURN in its three forms."""

from engine.lower.dynamic_sql import query_text
from engine.lower.sql_page import SqlPage
from engine.lower.step import StepWriters
from engine.spec.steps.return_ import ReturnStep
from engine.spec.steps.return_next import ReturnNextStep
from engine.spec.steps.return_query import ReturnQueryStep


def lower_return(step: ReturnStep, page: SqlPage) -> None:
    """`RETURN [value];`."""
    _write(page, "RETURN", step.value)


def lower_return_next(step: ReturnNextStep, page: SqlPage) -> None:
    """`RETURN NEXT [value];`."""
    _write(page, "RETURN NEXT", step.value)


def lower_return_query(step: ReturnQueryStep, page: SqlPage) -> None:
    """`RETURN QUERY query;`."""
    page.end_with("RETURN QUERY", query_text(step.query))


def _write(page: SqlPage, head: str, value: str | None) -> None:
    if value is None:
        page.end(head)
    else:
        page.end_with(head, value)


WRITERS: StepWriters = {
    ReturnStep: lower_return,
    ReturnNextStep: lower_return_next,
    ReturnQueryStep: lower_return_query,
}
