"""Climb from a case that reaches a guard to one that meets a goal of it, in rounds: the best of many changes each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from engine.trial.case import TrialCase
from engine.trial.generate.case_generator import CaseGenerator
from engine.trial.observe.variant import RoutineVariant
from engine.trial.search.case_inputs import CaseInput, case_inputs
from engine.trial.search.distance_probe import Reports, read_reports
from engine.trial.search.goals import Goal, distance
from engine.trial.search.row_moves import row_moves
from engine.trial.search.value_moves import between, value_moves
from engine.trial.verdict.case_runner import CaseRunner

_MOST_ROUNDS = 10
_MOST_INPUTS, _MOST_LIKELY = 40, 5
_MOST_MOVES, _MOST_ROW_MOVES = 90, 30  # of one input, and of the rows
_MOST_LITERALS = 8  # of the routine, as further hints
_MOST_HALVINGS = 24
_MOST_DETOURS = 5  # first changes that lead away
_FAR = float("inf")


@dataclass(frozen=True, slots=True)
class ArmTarget:
    """A goal at the guard with a number."""

    guard: int
    goal: Goal


@dataclass(frozen=True, slots=True)
class SearchStep:
    """A case, what its guards compared, how far it is from a target, and the input that was changed for it."""

    case: TrialCase
    reports: Reports
    distance: float = _FAR
    changed: CaseInput | None = None

    @property
    def reaches_guard(self) -> bool:
        return self.distance < _FAR


@dataclass(frozen=True, slots=True)
class Climber:
    """Measures cases with the probe, and changes them."""

    probe: RoutineVariant
    generator: CaseGenerator
    runner: CaseRunner
    is_late: Callable[[], bool]

    def observed(self, cases: Sequence[TrialCase]) -> list[SearchStep]:
        """Return cases with what their guards compared."""
        seen = self.runner.observe_all(self.probe, cases)
        return [
            SearchStep(case, read_reports(each) if each.is_valid else {})
            for case, each in zip(cases, seen, strict=True)
        ]

    def climb(self, target: ArmTarget, start: SearchStep) -> list[TrialCase]:
        """Return a case that meets a target, and one that just misses it; none after a dead end."""
        current = start
        likely = self._likely_inputs(target, start)
        for _ in range(_MOST_ROUNDS):
            if self.is_late():
                break
            steps = sorted(self._changed(target, current, likely), key=lambda each: each.distance)
            before, best = self._next(target, current, steps, likely)
            if best.distance == 0:
                return self._edge(target, before, best)
            if best.distance >= current.distance:
                break
            current = best
        return []

    def _next(
        self, target: ArmTarget, current: SearchStep, steps: Sequence[SearchStep], likely: Sequence[CaseInput]
    ) -> tuple[SearchStep, SearchStep]:
        """Return the nearest step and the one before it; at a dead end, one of two changes, the first of them away."""
        if not steps or steps[0].distance < current.distance:
            return current, next(iter(steps), current)
        detours = [
            (first, second)
            for first in steps[:_MOST_DETOURS]
            if first.reaches_guard
            for second in self._changed(target, first, likely)
        ]
        return min(detours, key=lambda each: each[1].distance, default=(current, current))

    def _likely_inputs(self, target: ArmTarget, start: SearchStep) -> list[CaseInput]:
        """Return the inputs that the operands of the guard depend on, by a few changes of each."""
        inputs = case_inputs(start.case, self.generator)[:_MOST_INPUTS]
        changes = [
            (each, each.replaced(start.case, value))
            for each in inputs
            for value in _first_moves(each.value_in(start.case), each.type_name)
        ]
        observed = self.observed([case for _, case in changes])
        before = start.reports.get(target.guard)
        found = [
            each
            for (each, _), step in zip(changes, observed, strict=True)
            if step.reports.get(target.guard) not in (None, before)
        ]
        return list(dict.fromkeys(found or inputs))[:_MOST_LIKELY]

    def _changed(self, target: ArmTarget, current: SearchStep, likely: Sequence[CaseInput]) -> list[SearchStep]:
        hints = [*_hints(current.reports.get(target.guard, ())), *self.generator.mined.everything[:_MOST_LITERALS]]
        changes: list[tuple[CaseInput | None, TrialCase]] = [
            (each, each.replaced(current.case, value))
            for each in likely
            for value in value_moves(each.value_in(current.case), each.type_name, hints)[:_MOST_MOVES]
        ]
        changes += [(None, case) for case in islice(row_moves(current.case, self.generator), _MOST_ROW_MOVES)]
        steps = self.observed([case for _, case in changes])
        return [replace(measured(step, target), changed=each) for (each, _), step in zip(changes, steps, strict=True)]

    def _edge(self, target: ArmTarget, outside: SearchStep, inside: SearchStep) -> list[TrialCase]:
        """Halve the way between a case that misses the target and one that meets it; return the two at the edge."""
        changed = inside.changed
        if changed is None:
            return [inside.case, outside.case]
        for _ in range(_MOST_HALVINGS):
            middle = between(changed.value_in(outside.case), changed.value_in(inside.case))
            if middle is None:
                break
            [step] = self.observed([changed.replaced(inside.case, middle)])
            found = measured(step, target)
            inside, outside = (found, outside) if found.distance == 0 else (inside, found)
        return [inside.case, outside.case]


def measured(step: SearchStep, target: ArmTarget) -> SearchStep:
    """Return a step with its distance from a target: the least of all evaluations of the guard."""
    found = (distance(target.goal, each) for each in step.reports.get(target.guard, ()) if each)
    return replace(step, distance=min(found, default=_FAR))


def _first_moves(value: str | None, type_name: str) -> list[str | None]:
    """Return the smallest changes, a middling one, and the largest."""
    moves = value_moves(value, type_name, ())
    return [*moves[:2], *moves[12:13], *moves[-2:]]


def _hints(reported: Sequence[Sequence[object]]) -> list[object]:
    """Return the operands of the last evaluation, and the differences between its numbers."""
    last = reported[-1] if reported else ()
    numbers = [each for each in last if isinstance(each, int | float) and not isinstance(each, bool)][:6]
    differences = {one - other for one in numbers for other in numbers if one > other}
    return [*last, *sorted(differences)]
