"""OPEN, FETCH, MOVE and CLOSE."""

from engine.lower.dynamic import query_text
from engine.lower.page import Page
from engine.lower.sql_text import bracketed, listed
from engine.lower.step import lower_step
from engine.spec.steps.close import Close
from engine.spec.steps.fetch import Fetch
from engine.spec.steps.move import Move
from engine.spec.steps.open import Open

SCROLL_WORDS = {None: "", True: "SCROLL ", False: "NO SCROLL "}


@lower_step.register
def lower_open(step: Open, page: Page) -> None:
    """`OPEN c;`, `OPEN c(args);`, `OPEN c FOR query;`."""
    if step.for_ is not None:
        page.end_with(f"OPEN {step.cursor} {SCROLL_WORDS[step.scroll]}FOR", query_text(step.for_))
        return
    page.end(f"OPEN {step.cursor}{bracketed(listed(step.args)) if step.args else ''}")


@lower_step.register
def lower_fetch(step: Fetch, page: Page) -> None:
    """`FETCH direction FROM c INTO targets;`."""
    page.end(f"FETCH {_place(step)} INTO {', '.join(step.into)}")


@lower_step.register
def lower_move(step: Move, page: Page) -> None:
    """`MOVE direction FROM c;`."""
    page.end(f"MOVE {_place(step)}")


def _place(step: Fetch | Move) -> str:
    return f"{step.direction} FROM {step.cursor}" if step.direction else step.cursor


@lower_step.register
def lower_close(step: Close, page: Page) -> None:
    """`CLOSE c;`."""
    page.end(f"CLOSE {step.cursor}")
