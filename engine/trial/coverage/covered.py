"""What a run covered, by the notices of the instrumented routine."""

from collections.abc import Iterable
from dataclasses import dataclass

from engine.trial.coverage.instrument import PREFIX, CoveragePlan


@dataclass(frozen=True, slots=True)
class Coverage:
    """Shares of the statements and branches that some case reached."""

    statements: float
    branches: float
    missed: tuple[int, ...]  # places of the statements that no case reached


def points_reached(plan: CoveragePlan, notices: Iterable[str], failed: bool) -> frozenset[int]:
    """Return the points of one run; a SQL body reports none, and all of it ran unless it failed."""
    if plan.branches or PREFIX in plan.routine.body:
        found = (notice.rpartition(PREFIX)[2] for notice in notices if PREFIX in notice)
        return frozenset(int(each) for each in found if each.isdecimal())
    return frozenset() if failed else plan.points


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
