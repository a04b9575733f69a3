"""Instrument a body: a notice before each statement, and in each branch that has no statement of its own.

A notice outlives a rollback to a savepoint, so that what runs before an error counts; and unlike PERFORM it changes
neither FOUND nor the diagnostics.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from typing import Any

from engine.plpgsql.tree import (
    Block,
    Case,
    CaseWhen,
    Elsif,
    ForCursor,
    Foreach,
    ForQuery,
    ForRange,
    Handler,
    If,
    Loop,
    While,
)
from engine.trial.routine.body_view import BodyView
from engine.trial.routine.routine_text import RoutineText

PREFIX = "specdeck-trial:"
_LOOPS = (Loop, While, ForRange, ForQuery, ForCursor, Foreach)


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
    free = count(len(counted))
    branches = []
    for arm in _arms(view):
        point = by_start.get(_first_start(arm.steps))
        if point is None:
            point = next(free)
            marks.append((arm.place, f"{arm.opening}{_notice(point)}"))
        branches.append(point)
    return CoveragePlan(view.routine.with_body(_with_marks(view.text, marks)), tuple(counted), tuple(branches))


@dataclass(frozen=True, slots=True)
class _Arm:
    """The statements of a branch, and where and after which words a mark goes if none of them has a point."""

    steps: tuple[Any, ...]
    place: int
    opening: str = ""


def _unmarked(view: BodyView) -> CoveragePlan:
    """Return the plan of a SQL body, whose statements all run unless one fails."""
    spans = tuple((each.span.start, each.span.end) for each in view.fragments())
    return CoveragePlan(view.routine, spans, ())


def _notice(point: int) -> str:
    return f" RAISE NOTICE '{PREFIX}{point}'; "


def _arms(view: BodyView) -> Iterator[_Arm]:
    """Return each branch, loop and handler, also the ELSE that an IF does without."""
    for each in view.of(If):
        yield _Arm(each.then, _after(view, "then", each.condition.span.end))
        yield _otherwise(view, each)
    for case in view.of(Case):
        if case.otherwise is not None:  # without ELSE, the server raises an error
            yield _otherwise(view, case)
    for arm in view.of(Elsif, CaseWhen, Handler):
        yield _Arm(arm.steps, _after(view, "then", arm.span.start))
    for loop in view.of(*_LOOPS):
        yield _Arm(loop.steps, _after(view, "loop", loop.span.start))


def _otherwise(view: BodyView, each: If | Case) -> _Arm:
    opening = "ELSE" if each.otherwise is None else ""
    return _Arm(each.otherwise or (), _closing(view, each), opening)


def _after(view: BodyView, word: str, start: int) -> int:
    """Return where the first such word from a place ends."""
    return next(token.end for token in view.tokens if token.start >= start and token.word == word)


def _first_start(arm: tuple[Any, ...]) -> int:
    """Return where the first statement begins that has a point; a block has none of its own. -1 without any."""
    while arm and isinstance(arm[0], Block):
        arm = arm[0].steps
    return arm[0].span.start if arm else -1


def _closing(view: BodyView, each: If | Case) -> int:
    """Return the place of the END that closes a statement: the third token from its end, before IF and `;`."""
    inside = [token for token in view.tokens if each.span.start <= token.start and token.end <= each.span.end]
    return next(token.start for token in reversed(inside) if token.word == "end")


def _with_marks(text: str, marks: list[tuple[int, str]]) -> str:
    for place, mark in sorted(marks, reverse=True):
        text = text[:place] + mark + text[place:]
    return text
