"""Instrument a body: a notice before each statement, and in each branch that has no statement of its own.

A notice outlives a rollback to a savepoint, so that what runs before an error counts; and unlike PERFORM it changes
neither FOUND nor the diagnostics.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from engine.plpgsql.tree import Block, Case, If
from engine.trial.routine.body_view import BodyView
from engine.trial.routine.routine_text import RoutineText

PREFIX = "specdeck-trial:"


@dataclass(frozen=True, slots=True)
class CoveragePlan:
    """The instrumented routine; `statements` are spans by the number of their point, `branches` are points too."""

    routine: RoutineText
    statements: tuple[tuple[int, int], ...]
    branches: tuple[int, ...]

    @property
    def points(self) -> frozenset[int]:
        """Return every point."""
        return frozenset(range(len(self.statements))) | frozenset(self.branches)

    def point_at(self, place: int) -> int | None:
        """Return the point of the innermost statement around a place; None in the declarations."""
        around = [(end - start, point) for point, (start, end) in enumerate(self.statements) if start <= place < end]
        return min(around, default=(0, None))[1]


def coverage_plan(view: BodyView) -> CoveragePlan:
    """Return the instrumented routine and its points."""
    if view.block is None:
        return _unmarked(view)
    counted = sorted(
        {(each.span.start, each.span.end): each for each in view.statements() if not isinstance(each, Block)}
    )
    by_start = {start: point for point, (start, _) in enumerate(counted)}
    marks = [(start, _notice(point)) for start, point in by_start.items()]
    branches = [by_start.get(_first_start(arm), 0) for arm in _arms(view) if arm]
    free = len(counted)
    for place, opening in _missing_else(view):
        marks.append((place, f"{opening} {_notice(free)}"))
        branches.append(free)
        free += 1
    return CoveragePlan(view.routine.with_body(_with_marks(view.text, marks)), tuple(counted), tuple(branches))


def _unmarked(view: BodyView) -> CoveragePlan:
    """Return the plan of a SQL body, whose statements all run unless one fails."""
    spans = tuple((each.span.start, each.span.end) for each in view.fragments())
    return CoveragePlan(view.routine, spans, ())


def _notice(point: int) -> str:
    return f"RAISE NOTICE '{PREFIX}{point}'; "


def _arms(view: BodyView) -> Iterator[tuple[Any, ...]]:
    """Return the statements of each branch, loop and handler."""
    for part in view.parts:
        for name in ("then", "otherwise"):
            yield getattr(part.node, name, None) or ()
        if part.node is not view.block:
            yield getattr(part.node, "steps", ())


def _first_start(arm: tuple[Any, ...]) -> int:
    """Return where the first statement begins that has a point; a block has none of its own."""
    first = arm[0]
    while isinstance(first, Block) and first.steps:
        first = first.steps[0]
    return first.span.start


def _missing_else(view: BodyView) -> Iterator[tuple[int, str]]:
    """Return where an IF without ELSE ends, and an ELSE for it; an empty one gets its mark."""
    for each in view.of(If):
        closing = _closing(view, each)
        if each.otherwise is None:
            yield closing, "ELSE"
        elif not each.otherwise:
            yield closing, ""
    for each in view.of(Case):
        if each.otherwise is not None and not each.otherwise:
            yield _closing(view, each), ""


def _closing(view: BodyView, each: If | Case) -> int:
    """Return the place of the END that closes a statement: the third token from its end, before IF and `;`."""
    inside = [token for token in view.tokens if each.span.start <= token.start and token.end <= each.span.end]
    return next(token.start for token in reversed(inside) if token.word == "end")


def _with_marks(text: str, marks: list[tuple[int, str]]) -> str:
    for place, mark in sorted(marks, reverse=True):
        text = text[:place] + mark + text[place:]
    return text
