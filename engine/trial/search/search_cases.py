"""Search for cases that take an arm which no case has taken, or that lie at the edge of a comparison."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from engine.trial.case import TrialCase
from engine.trial.generate.case_generator import CaseGenerator
from engine.trial.routine.body_view import BodyView
from engine.trial.search.climb import ArmTarget, Climber, SearchStep, measured
from engine.trial.search.distance_probe import distance_probe
from engine.trial.search.goals import boundaries
from engine.trial.search.guards import Guard, find_guards
from engine.trial.verdict.case_runner import CaseRunner

_MOST_CLIMBS = 2  # to one target, from different cases


@dataclass(slots=True)
class CaseSearch:
    """The targets of a routine, and how often each was tried."""

    guards: Sequence[Guard]
    view: BodyView
    generator: CaseGenerator
    runner: CaseRunner
    _climbs: dict[ArmTarget, int] = field(default_factory=dict)
    _met: set[ArmTarget] = field(default_factory=set)

    def find(self, known: Sequence[TrialCase], is_late: Callable[[], bool]) -> list[TrialCase]:
        """Return cases that do what none of the known ones does."""
        targets = self._targets()
        if not targets or not known:
            return []
        self.runner.begin_batch()
        climber = Climber(distance_probe(self.view, self.guards), self.generator, self.runner, is_late)
        starts = climber.observed(known)
        found: list[TrialCase] = []
        for target in targets:
            if is_late():
                break
            found += self._climb(climber, target, starts)
        return found

    def _targets(self) -> list[ArmTarget]:
        """Return the targets that are left, the arms before the edges."""
        arms = [ArmTarget(at, goal) for at, guard in enumerate(self.guards) for goal in guard.arms]
        edges = [ArmTarget(each.guard, edge) for each in arms for edge in boundaries(each.goal)]
        every = dict.fromkeys((*arms, *edges))
        return [each for each in every if each not in self._met and self._climbs.get(each, 0) < _MOST_CLIMBS]

    def _climb(self, climber: Climber, target: ArmTarget, starts: Sequence[SearchStep]) -> list[TrialCase]:
        near = sorted((measured(each, target) for each in starts), key=lambda each: each.distance)
        near = [each for each in near if each.reaches_guard]
        if not near:
            return []  # until a case for another guard leads to this one
        if near[0].distance == 0:
            self._met.add(target)
            return []
        climbs = self._climbs.get(target, 0)
        self._climbs[target] = climbs + 1
        found = climber.climb(target, near[min(climbs, len(near) - 1)])
        self._met |= {target} if found else set()
        return found


def case_search(view: BodyView, generator: CaseGenerator, runner: CaseRunner) -> CaseSearch:
    """Return the search for a routine."""
    return CaseSearch(find_guards(view), view, generator, runner)
