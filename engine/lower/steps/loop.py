"""Loops of every kind."""

from engine.lower.dynamic import query_text
from engine.lower.page import Page
from engine.lower.sql_text import bracketed, closed, followed, listed
from engine.lower.step import lower_inner, lower_step
from engine.spec.steps.for_cursor import ForCursor
from engine.spec.steps.for_query import ForQuery
from engine.spec.steps.for_range import ForRange
from engine.spec.steps.foreach import Foreach
from engine.spec.steps.loop import Loop
from engine.spec.steps.step import Steps
from engine.spec.steps.while_ import While


@lower_step.register
def lower_loop(step: Loop, page: Page) -> None:
    """`LOOP … END LOOP;`."""
    page.label(step.label)
    page.add("LOOP")
    _finish(page, step.loop)


@lower_step.register
def lower_while(step: While, page: Page) -> None:
    """`WHILE condition LOOP …`."""
    page.label(step.label)
    page.open_with("WHILE", step.condition, "LOOP")
    _finish(page, step.loop)


@lower_step.register
def lower_for_range(step: ForRange, page: Page) -> None:
    """`FOR i IN [REVERSE] from..to [BY step] LOOP …`."""
    page.label(step.label)
    head = f"FOR {step.variable} IN {'REVERSE ' if step.reverse else ''}{closed(step.from_)}..{step.to}"
    if step.by is not None:
        head = f"{followed(head, 'BY')} {step.by}"
    page.add(followed(head, "LOOP"))
    _finish(page, step.loop)


@lower_step.register
def lower_for_query(step: ForQuery, page: Page) -> None:
    """`FOR targets IN query LOOP …`."""
    page.label(step.label)
    page.open_with(f"FOR {', '.join(step.as_)} IN", query_text(step.query), "LOOP")
    _finish(page, step.loop)


@lower_step.register
def lower_for_cursor(step: ForCursor, page: Page) -> None:
    """`FOR target IN cursor(args) LOOP …`."""
    page.label(step.label)
    arguments = bracketed(listed(step.args)) if step.args else ""
    page.add(f"FOR {', '.join(step.as_)} IN {step.cursor}{arguments} LOOP")
    _finish(page, step.loop)


@lower_step.register
def lower_foreach(step: Foreach, page: Page) -> None:
    """`FOREACH targets [SLICE n] IN ARRAY array LOOP …`."""
    page.label(step.label)
    part = "" if step.slice is None else f" SLICE {step.slice}"
    page.open_with(f"FOREACH {', '.join(step.targets)}{part} IN ARRAY", step.array, "LOOP")
    _finish(page, step.loop)


def _finish(page: Page, steps: Steps) -> None:
    lower_inner(steps, page)
    page.add("END LOOP;")
