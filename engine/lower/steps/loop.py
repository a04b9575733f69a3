"""Loops of every kind."""

from engine.lower.clauses import keyword
from engine.lower.dynamic_sql import query_text
from engine.lower.sql_page import SqlPage
from engine.lower.sql_text import append_sql, argument_list, close_comment
from engine.lower.step import StepWriters, lower_inner
from engine.spec.steps.for_cursor import ForCursorStep
from engine.spec.steps.for_query import ForQueryStep
from engine.spec.steps.for_range import ForRangeStep
from engine.spec.steps.foreach import ForeachStep
from engine.spec.steps.loop import LoopStep
from engine.spec.steps.step import Steps
from engine.spec.steps.while_ import WhileStep


def lower_loop(step: LoopStep, page: SqlPage) -> None:
    """`LOOP … END LOOP;`."""
    page.label(step.label)
    page.add("LOOP")
    _finish(page, step.loop)


def lower_while(step: WhileStep, page: SqlPage) -> None:
    """`WHILE condition LOOP …`."""
    page.label(step.label)
    page.open_with("WHILE", step.condition, "LOOP")
    _finish(page, step.loop)


def lower_for_range(step: ForRangeStep, page: SqlPage) -> None:
    """`FOR i IN [REVERSE] from..to [BY step] LOOP …`."""
    page.label(step.label)
    head = f"FOR {step.variable} IN {keyword('REVERSE ', step.reverse)}{close_comment(step.from_)}..{step.to}"
    if step.by is not None:
        head = f"{append_sql(head, 'BY')} {step.by}"
    page.add(append_sql(head, "LOOP"))
    _finish(page, step.loop)


def lower_for_query(step: ForQueryStep, page: SqlPage) -> None:
    """`FOR targets IN query LOOP …`."""
    page.label(step.label)
    page.open_with(f"FOR {', '.join(step.as_)} IN", query_text(step.query), "LOOP")
    _finish(page, step.loop)


def lower_for_cursor(step: ForCursorStep, page: SqlPage) -> None:
    """`FOR target IN cursor(args) LOOP …`."""
    page.label(step.label)
    page.add(f"FOR {', '.join(step.as_)} IN {step.cursor}{argument_list(step.args)} LOOP")
    _finish(page, step.loop)


def lower_foreach(step: ForeachStep, page: SqlPage) -> None:
    """`FOREACH targets [SLICE n] IN ARRAY array LOOP …`."""
    page.label(step.label)
    head = f"FOREACH {', '.join(step.targets)}"
    if step.slice is not None:
        head = f"{head} SLICE {step.slice}"
    page.open_with(f"{head} IN ARRAY", step.array, "LOOP")
    _finish(page, step.loop)


def _finish(page: SqlPage, steps: Steps) -> None:
    lower_inner(steps, page)
    page.add("END LOOP;")


WRITERS: StepWriters = {
    LoopStep: lower_loop,
    WhileStep: lower_while,
    ForRangeStep: lower_for_range,
    ForQueryStep: lower_for_query,
    ForCursorStep: lower_for_cursor,
    ForeachStep: lower_foreach,
}
