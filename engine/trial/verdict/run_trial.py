"""Run a trial: cases in batches, until coverage and kills are flat or the budget is spent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from engine.trial.case import TrialCase
from engine.trial.coverage.covered import points_reached
from engine.trial.coverage.instrument import CoveragePlan
from engine.trial.observe.observation import Observation
from engine.trial.observe.variant import RoutineVariant
from engine.trial.verdict.case_ranking import CaseRanking
from engine.trial.verdict.case_runner import CaseRunner
from engine.trial.verdict.compare_runs import describe_difference, is_same, unfit_error
from engine.trial.verdict.equal_case import EqualCase
from engine.trial.verdict.kill_mutants import MutantKiller
from engine.trial.verdict.mutant_pool import Fate, MutantPool
from engine.trial.verdict.shrink_case import shrink_case
from engine.trial.verdict.trial_budget import Clock, TrialBudget
from engine.trial.verdict.trial_evidence import Counterexample

CaseFinder = Callable[[Sequence[TrialCase], Callable[[], bool]], list[TrialCase]]  # cases that do something new
CaseSource = Callable[[int], TrialCase]
Equivalence = Callable[[str], bool]  # of a mutant's text with the original, by proof
_MOST_SKIPPED = 400  # cases in a row that the constraints refuse
_FIRST_BATCH = 4  # so that a slow routine has its mutants tried too
_SEARCH_SHARE = 0.4  # of the time that is left
_SEARCH_WHEN_FLAT = frozenset({2, 6})  # batches that teach nothing
_PROVE_AFTER = 3  # batches: by then most mutants that can be killed are dead


@dataclass(frozen=True, slots=True)
class TrialPair:
    """The two versions, and the instrumented original."""

    original: RoutineVariant
    regenerated: RoutineVariant
    plan: CoveragePlan
    can_be_endless: bool = True  # whether a mutant of the original may run for ever

    @property
    def instrumented(self) -> RoutineVariant:
        return RoutineVariant("instrumented", self.plan.routine.text)


@dataclass(slots=True)
class TrialRun:
    """A trial under way, and what it has found."""

    pair: TrialPair
    pool: MutantPool
    runner: CaseRunner
    cases: CaseSource
    budget: TrialBudget
    clock: Clock
    is_equivalent: Equivalence
    find_cases: CaseFinder
    reached: frozenset[int] = frozenset()
    count: int = 0
    searched: int = (
        0  # equal cases that were not drawn, but searched for: they say nothing about how rare a difference is
    )
    unfit: list[str] = field(default_factory=list)  # the errors of equal cases in which the text did not fit the schema
    skipped: int = 0  # cases whose rows the constraints refused
    undecided: int = 0  # cases that did not end in time, or did not repeat themselves
    suite: list[TrialCase] = field(default_factory=list)  # cases that reached something new or killed a mutant
    counterexample: Counterexample | None = None
    started: float = 0.0
    _ranking: CaseRanking = field(default_factory=CaseRanking)

    def run(self) -> None:
        """Try cases until the two versions differ, nothing new is learned, or the time is over."""
        self.started = self.clock()
        number = batches = flat = 0
        while not self._is_over(flat):
            before = (len(self.reached), len(self.pool.alive))
            size = self.budget.batch if batches else _FIRST_BATCH
            drawn = [self.cases(number + at) for at in range(size)]
            self.count += self._try_batch(drawn, self.budget.mutant_cases)
            if flat in _SEARCH_WHEN_FLAT:
                self._search()
            if self.counterexample is not None:
                return
            number += size
            batches += 1
            flat = flat + 1 if before == (len(self.reached), len(self.pool.alive)) else 0
            if batches == _PROVE_AFTER:
                self._remove_equivalents()
        self._remove_equivalents()

    def _search(self) -> None:
        """Try cases that lead where the drawn ones do not, until no more are found."""
        now = self.clock()
        ends_at = now + _SEARCH_SHARE * (self.started + self.budget.seconds - now)
        while self.counterexample is None and (found := self.find_cases(self.suite, lambda: self.clock() >= ends_at)):
            self.suite += found
            self.searched += self._try_batch(found, len(found))

    def _is_over(self, flat: int) -> bool:
        learned_all = flat >= self.budget.flat_batches and self.count >= self.budget.least_cases
        return learned_all or self._is_late() or (self.count == 0 and self.skipped + self.undecided > _MOST_SKIPPED)

    def _is_late(self) -> bool:
        return self.clock() - self.started >= self.budget.seconds

    def _try_batch(self, cases: Sequence[TrialCase], for_mutants: int) -> int:
        """Return for how many cases the two versions do the same; try the mutants on some of these."""
        self.runner.begin_batch()
        epoch = self.runner.epoch
        usable = self._usable(cases)
        others = self.runner.observe_all(self.pair.regenerated, [case for case, _ in usable])
        equal = []
        for (case, seen), other in zip(usable, others, strict=True):
            if is_same(seen, other):
                self.unfit += unfit_error(seen)
                equal.append((case, seen))
            else:
                self._confirm(case)
            if self.counterexample is not None:
                return len(equal)
        marked = self._marked(equal)
        killing = self._killed_by(marked[:for_mutants]) if self.runner.epoch == epoch else set()
        self._keep_useful(marked, killing)
        return len(equal)

    def _usable(self, cases: Sequence[TrialCase]) -> list[tuple[TrialCase, Observation]]:
        """Run the original, and return the cases that say something about it."""
        seen = list(zip(cases, self.runner.observe_all(self.pair.original, cases), strict=True))
        called = [(case, original) for case, original in seen if original.is_valid]
        usable = [(case, original) for case, original in called if not original.timed_out]
        self.skipped += len(seen) - len(called)
        self.undecided += len(called) - len(usable)
        return usable

    def _marked(self, equal: Sequence[tuple[TrialCase, Observation]]) -> list[EqualCase]:
        """Return the cases with the points that they reach, those that say most first."""
        marks = self.runner.observe_all(self.pair.instrumented, [case for case, _ in equal])
        marked = [
            EqualCase(case, seen, points_reached(self.pair.plan, mark))
            for (case, seen), mark in zip(equal, marks, strict=True)
        ]
        return self._ranking.ranked(marked)

    def _killed_by(self, equal: Sequence[EqualCase]) -> set[int]:
        killer = MutantKiller(self.pool, self.runner, self.pair.can_be_endless, self._is_late)
        return killer.try_all(equal)

    def _keep_useful(self, equal: Sequence[EqualCase], killing: set[int]) -> None:
        """Keep the cases that reach something new or kill a mutant."""
        for at, each in enumerate(equal):
            if at in killing or not each.points <= self.reached:
                self.suite.append(each.case)
            self.reached |= each.points

    def _remove_equivalents(self) -> None:
        """Take the mutants out of the count that are proved to mean the same as the original."""
        for number in sorted(self.pool.alive - self.pool.unproved):
            if self.is_equivalent(self.pool.mutants[number].routine.text):
                self.pool.record(number, Fate.EQUIVALENT)
        self.pool.unproved |= self.pool.alive

    def _confirm(self, case: TrialCase) -> None:
        """Keep a case as the counterexample if the two versions differ again, and the original repeats itself."""
        if not self._differs(case):
            self.undecided += 1
            return
        small = shrink_case(case, self._differs)
        one = self.runner.observe(self.pair.original, small)
        other = self.runner.observe(self.pair.regenerated, small)
        self.counterexample = Counterexample(small, one, other, describe_difference(one, other))

    def _differs(self, case: TrialCase) -> bool:
        first = self.runner.observe(self.pair.original, case)
        other = self.runner.observe(self.pair.regenerated, case)
        again = self.runner.observe(self.pair.original, case)
        return first.is_valid and not first.timed_out and is_same(first, again) and not is_same(first, other)
