"""Write one step as SQL, by the function that the package `steps` has for its kind."""

from collections.abc import Callable
from functools import singledispatch
from typing import Any

from engine.lower.sql_page import SqlPage
from engine.spec.steps.step import Step, Steps

StepWriters = dict[type[Step], Callable[[Any, SqlPage], None]]
"""What a module of `steps` offers: for each kind of step, the function that writes it."""


@singledispatch
def lower_step(step: Step, page: SqlPage) -> None:  # noqa: ARG001 - the signature of every writer
    """Write one step without its note."""
    raise TypeError(f"no module of engine.lower.steps writes {type(step).__name__}")


def lower_steps(steps: Steps, page: SqlPage) -> None:
    """Write steps in order, each after its note."""
    for step in steps:
        page.note(step.note)
        lower_step(step, page)


def lower_inner(steps: Steps, page: SqlPage) -> None:
    """Write steps, indented by one level."""
    with page.indented():
        lower_steps(steps, page)
