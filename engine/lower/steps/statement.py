"""Statements whose text stands in the spec as it is."""

from engine.lower.into import ending_in, into_clause, with_into
from engine.lower.page import Page
from engine.lower.step import lower_step
from engine.spec.steps.call import Call
from engine.spec.steps.note import Note
from engine.spec.steps.nothing import Nothing
from engine.spec.steps.perform import Perform
from engine.spec.steps.query import Query
from engine.spec.steps.raw import Raw
from engine.spec.steps.sql import Sql


@lower_step.register
def lower_query(step: Query, page: Page) -> None:
    """`SELECT … INTO v FROM …;`."""
    page.end(with_into(step.query, step.into, strict=step.strict))


@lower_step.register
def lower_sql(step: Sql, page: Page) -> None:
    """Any other statement, INTO at its end."""
    page.end(ending_in(step.sql, into_clause(step.into, strict=step.strict)) if step.into else step.sql)


@lower_step.register
def lower_perform(step: Perform, page: Page) -> None:
    """`PERFORM query;`."""
    page.end_with("PERFORM", step.perform)


@lower_step.register
def lower_call(step: Call, page: Page) -> None:
    """`CALL procedure(arguments);`."""
    page.end_with("CALL", step.call)


@lower_step.register
def lower_nothing(step: Nothing, page: Page) -> None:  # noqa: ARG001 - there is nothing to read from it
    """`NULL;`."""
    page.add("NULL;")


@lower_step.register
def lower_note(step: Note, page: Page) -> None:
    """Nothing more: every step's note is written before it."""


@lower_step.register
def lower_raw(step: Raw, page: Page) -> None:
    """The exact SQL, with a semicolon if it has none."""
    if step.raw.endswith(";"):
        page.add(step.raw)
    else:
        page.end(step.raw)
