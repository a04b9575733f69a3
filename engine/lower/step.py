"""One step to SQL: the modules of `steps` each register the kinds they write."""

from functools import singledispatch

from engine.lower.sql_page import SqlPage
from engine.spec.steps.step import Step, Steps


@singledispatch
def lower_step(step: Step, page: SqlPage) -> None:  # noqa: ARG001 - what every kind is given
    """Write one step, its note first."""
    raise TypeError(f"no module of engine.lower.steps writes {type(step).__name__}")


def lower_steps(steps: Steps, page: SqlPage) -> None:
    """Write steps one below the other."""
    for step in steps:
        page.note(step.note)
        lower_step(step, page)


def lower_inner(steps: Steps, page: SqlPage) -> None:
    """Write steps one level deeper."""
    with page.indented():
        lower_steps(steps, page)
