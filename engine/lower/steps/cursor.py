"""OPEN, FETCH, MOVE and CLOSE."""

from engine.lower.dynamic_sql import query_text
from engine.lower.sql_page import SqlPage
from engine.lower.sql_text import argument_list
from engine.lower.step import StepWriters
from engine.spec.steps.close import CloseStep
from engine.spec.steps.fetch import FetchStep
from engine.spec.steps.move import MoveStep
from engine.spec.steps.open import OpenStep

SCROLL_WORDS = {None: "", True: "SCROLL ", False: "NO SCROLL "}


def lower_open(step: OpenStep, page: SqlPage) -> None:
    """`OPEN c;`, `OPEN c(args);`, `OPEN c FOR query;`."""
    if step.for_ is not None:
        page.end_with(f"OPEN {step.cursor} {SCROLL_WORDS[step.scroll]}FOR", query_text(step.for_))
        return
    page.end(f"OPEN {step.cursor}{argument_list(step.args)}")


def lower_fetch(step: FetchStep, page: SqlPage) -> None:
    """`FETCH direction FROM c INTO targets;`."""
    page.end(f"FETCH {_place(step)} INTO {', '.join(step.into)}")


def lower_move(step: MoveStep, page: SqlPage) -> None:
    """`MOVE direction FROM c;`."""
    page.end(f"MOVE {_place(step)}")


def _place(step: FetchStep | MoveStep) -> str:
    if not step.direction:
        return step.cursor
    return f"{step.direction} FROM {step.cursor}"


def lower_close(step: CloseStep, page: SqlPage) -> None:
    """`CLOSE c;`."""
    page.end(f"CLOSE {step.cursor}")


WRITERS: StepWriters = {
    OpenStep: lower_open,
    FetchStep: lower_fetch,
    MoveStep: lower_move,
    CloseStep: lower_close,
}
