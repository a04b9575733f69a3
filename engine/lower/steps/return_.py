"""RETURN in its three forms."""

from engine.lower.dynamic import query_text
from engine.lower.page import Page
from engine.lower.step import lower_step
from engine.spec.steps.return_ import Return
from engine.spec.steps.return_next import ReturnNext
from engine.spec.steps.return_query import ReturnQuery


@lower_step.register
def lower_return(step: Return, page: Page) -> None:
    """`RETURN [value];`."""
    _write(page, "RETURN", step.value)


@lower_step.register
def lower_return_next(step: ReturnNext, page: Page) -> None:
    """`RETURN NEXT [value];`."""
    _write(page, "RETURN NEXT", step.value)


@lower_step.register
def lower_return_query(step: ReturnQuery, page: Page) -> None:
    """`RETURN QUERY query;`."""
    page.end_with("RETURN QUERY", query_text(step.query))


def _write(page: Page, head: str, value: str | None) -> None:
    if value is None:
        page.end(head)
    else:
        page.end_with(head, value)
