"""Statements whose SQL the spec holds word for word."""

from engine.lower.into_clause import ending_in, into_clause, with_into
from engine.lower.sql_page import SqlPage
from engine.lower.step import StepWriters
from engine.spec.steps.call import CallStep
from engine.spec.steps.note import NoteStep
from engine.spec.steps.nothing import NothingStep
from engine.spec.steps.perform import PerformStep
from engine.spec.steps.query import QueryStep
from engine.spec.steps.raw import RawStep
from engine.spec.steps.sql import SqlStep


def lower_query(step: QueryStep, page: SqlPage) -> None:
    """`SELECT … INTO v FROM …;`."""
    page.end(with_into(step.query, step.into, strict=step.strict))


def lower_sql(step: SqlStep, page: SqlPage) -> None:
    """Any other statement, INTO at its end."""
    if step.into:
        page.end(ending_in(step.sql, into_clause(step.into, strict=step.strict)))
    else:
        page.end(step.sql)


def lower_perform(step: PerformStep, page: SqlPage) -> None:
    """`PERFORM query;`."""
    page.end_with("PERFORM", step.perform)


def lower_call(step: CallStep, page: SqlPage) -> None:
    """`CALL procedure(arguments);`."""
    page.end_with("CALL", step.call)


def lower_nothing(step: NothingStep, page: SqlPage) -> None:  # noqa: ARG001 - the signature of every writer
    """`NULL;`."""
    page.add("NULL;")


def lower_note(step: NoteStep, page: SqlPage) -> None:
    """Write nothing: the note of a step is written before it."""


def lower_raw(step: RawStep, page: SqlPage) -> None:
    """The exact SQL, with a semicolon if it has none."""
    if step.raw.endswith(";"):
        page.add(step.raw)
    else:
        page.end(step.raw)


WRITERS: StepWriters = {
    QueryStep: lower_query,
    SqlStep: lower_sql,
    PerformStep: lower_perform,
    CallStep: lower_call,
    NothingStep: lower_nothing,
    NoteStep: lower_note,
    RawStep: lower_raw,
}
