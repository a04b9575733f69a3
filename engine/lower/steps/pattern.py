"""Patterns: the SQL of their form."""

from engine.lower.fold_forms import expand_step
from engine.lower.sql_page import SqlPage
from engine.lower.step import StepWriters
from engine.spec.steps.pattern_step import PatternStep


def lower_pattern(step: PatternStep, page: SqlPage) -> None:
    """The statements of the pattern."""
    page.add(expand_step(step))


WRITERS: StepWriters = {PatternStep: lower_pattern}
