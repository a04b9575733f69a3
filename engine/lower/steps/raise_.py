"""RAISE and ASSERT."""

from engine.lower.literals import quote_literal
from engine.lower.sql_page import SqlPage
from engine.lower.sql_text import append_sql, comma_separated
from engine.lower.step import StepWriters
from engine.lower.steps.block import condition_text
from engine.spec.steps.assert_ import AssertStep
from engine.spec.steps.raise_ import AGAIN, LEVELS, RaiseStep

_LEVEL_WORDS: dict[str | None, str] = {level: level.upper() for level in LEVELS if level != AGAIN}


def lower_raise(step: RaiseStep, page: SqlPage) -> None:
    """`RAISE level 'message', args USING name = value;`."""
    write_raise(page, step)


def write_raise(page: SqlPage, step: RaiseStep) -> None:
    """Write a RAISE, a guard's included."""
    head = f"RAISE {_LEVEL_WORDS.get(step.level, '')}".rstrip()
    if step.message is not None:
        head = f"{head} {comma_separated((quote_literal(step.message), *step.args))}"
    elif step.condition is not None:
        head = f"{head} {condition_text(step.condition)}"
    using = (*step.using, *((name, quote_literal(text)) for name, text in step.options))
    if using:
        options = comma_separated(tuple(f"{name.upper()} = {value}" for name, value in using))
        head = append_sql(head, f"USING {options}")
    page.end(head)


def lower_assert(step: AssertStep, page: SqlPage) -> None:
    """`ASSERT condition [, message];`."""
    parts = (step.condition, step.otherwise)
    page.end(f"ASSERT {comma_separated(tuple(part for part in parts if part is not None))}")


WRITERS: StepWriters = {RaiseStep: lower_raise, AssertStep: lower_assert}
