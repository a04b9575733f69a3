"""What a run covered, by the notices of the instrumented routine."""

from dataclasses import dataclass

from engine.trial.coverage.instrument import PREFIX, CoveragePlan
from engine.trial.observe.observation import Observation


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares of the statements and branches that some case reached."""

    statements: float
    branches: float
    missed: tuple[int, ...]  # places of the statements that no case reached


def points_reached(plan: CoveragePlan, seen: Observation) -> frozenset[int]:
    """Return the points of one run; a SQL body reports none, and all of it ran unless it failed."""
    if PREFIX in plan.routine.body:
        notices = (notice.message for notice in seen.notices)
        found = (message.removeprefix(PREFIX) for message in notices if message.startswith(PREFIX))
        return frozenset(int(each) for each in found if each.isdecimal())
    if seen.error is None and not seen.timed_out:
        return plan.points
    return frozenset()


def coverage(plan: CoveragePlan, reached: frozenset[int]) -> Coverage:
    """Return the shares that a set of points makes."""
    statements = [point for point in range(len(plan.statements)) if point in reached]
    branches = [point for point in plan.branches if point in reached]
    missed = tuple(start for point, (start, _) in enumerate(plan.statements) if point not in reached)
    return Coverage(_share(statements, plan.statements), _share(branches, plan.branches), missed)


def _share(part: list[int], whole: tuple[object, ...]) -> float:
    if whole:
        return len(part) / len(whole)
    return 1.0
