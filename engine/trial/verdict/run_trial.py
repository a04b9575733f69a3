"""Run a trial: cases in batches, until coverage and kills are flat or the budget is spent."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from engine.trial.case import TrialCase
from engine.trial.coverage.covered import points_reached
from engine.trial.coverage.instrument import CoveragePlan
from engine.trial.observe.observation import Observation
from engine.trial.observe.variant import RoutineVariant
from engine.trial.verdict.case_runner import CaseRunner
from engine.trial.verdict.compare_runs import describe_difference, is_malformed, is_same
from engine.trial.verdict.mutant_pool import MutantPool
from engine.trial.verdict.shrink_case import shrink_case
from engine.trial.verdict.trial_budget import Clock, TrialBudget
from engine.trial.verdict.trial_evidence import Counterexample

CaseSource = Callable[[int], TrialCase]
Equivalence = Callable[[str], bool]  # of a mutant's text with the original, by proof
_MOST_SKIPPED = 400  # cases in a row that the constraints refuse
_PROVE_AFTER = 3  # batches: by then most mutants that can be killed are dead


@dataclass(frozen=True, slots=True)
class TrialPair:
    """The two versions, and the instrumented original."""

    original: RoutineVariant
    regenerated: RoutineVariant
    plan: CoveragePlan

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
    reached: frozenset[int] = frozenset()
    count: int = 0
    skipped: int = 0
    suite: list[TrialCase] = field(default_factory=list)  # cases that reached something new or killed a mutant
    counterexample: Counterexample | None = None
    started: float = 0.0

    def run(self) -> None:
        """Try cases until the two versions differ, nothing new is learned, or the time is over."""
        self.started = self.clock()
        number = batches = flat = 0
        while not self._is_over(flat):
            before = (len(self.reached), len(self.pool.alive))
            for number in range(number, number + self.budget.batch):  # noqa: B020  the next batch goes on from here
                self._try_case(self.cases(number))
                if self.counterexample is not None or self._is_late():
                    return
            number += 1
            batches += 1
            flat = flat + 1 if before == (len(self.reached), len(self.pool.alive)) else 0
            if batches == _PROVE_AFTER:
                self.remove_equivalents()

    def remove_equivalents(self) -> None:
        """Take the mutants out of the count that are proved to mean the same as the original."""
        for number in sorted(self.pool.alive):
            if self.is_equivalent(self.pool.mutants[number].routine.text):
                self.pool.move(number, self.pool.equivalent)

    def _is_over(self, flat: int) -> bool:
        learned_all = flat >= self.budget.flat_batches and self.count >= self.budget.least_cases
        return learned_all or self._is_late() or (self.count == 0 and self.skipped > _MOST_SKIPPED)

    def _is_late(self) -> bool:
        return self.clock() - self.started >= self.budget.seconds

    def _try_case(self, case: TrialCase) -> None:
        versions = (self.pair.original, self.pair.regenerated, self.pair.instrumented)
        original, regenerated, marked = self.runner.run(case, versions)
        if not original.is_valid or original.timed_out:
            self.skipped += 1
            return
        if not is_same(original, regenerated):
            self._confirm(case)
            return
        self.count += 1
        points = points_reached(self.pair.plan, marked)
        killed = self._try_mutants(case, original, points)
        if killed or not points <= self.reached:
            self.suite.append(case)
        self.reached |= points

    def _confirm(self, case: TrialCase) -> None:
        """Keep a case as the counterexample if the two versions differ again, and the original repeats itself."""
        if not self._differs(case):
            self.skipped += 1
            return
        small = shrink_case(case, self._differs)
        one, other = self.runner.run(small, (self.pair.original, self.pair.regenerated))
        self.counterexample = Counterexample(small, one, other, describe_difference(one, other))

    def _differs(self, case: TrialCase) -> bool:
        versions = (self.pair.original, self.pair.regenerated, self.pair.original)
        first, other, again = self.runner.run(case, versions)
        return first.is_valid and not first.timed_out and is_same(first, again) and not is_same(first, other)

    def _try_mutants(self, case: TrialCase, original: Observation, points: frozenset[int]) -> int:
        numbers = self.pool.within_reach(points)
        if not numbers:
            return 0
        seen = self.runner.run(case, self.pool.variants(numbers))
        killed = 0
        for number, each in zip(numbers, seen, strict=True):
            if is_malformed(each, original):
                self.pool.move(number, self.pool.malformed)
            elif not is_same(each, original):
                self.pool.move(number, self.pool.killed)
                killed += 1
        return killed


def run_trial(run: TrialRun) -> TrialRun:
    """Run a trial and settle its mutants."""
    run.run()
    if run.counterexample is None:
        run.remove_equivalents()
    return run


def first_cases(cases: CaseSource, count: int) -> Sequence[TrialCase]:
    """Return the first cases of a source."""
    return [cases(number) for number in range(count)]
