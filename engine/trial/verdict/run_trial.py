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
_FIRST_BATCH = 4  # so that a slow routine has its mutants tried too
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


@dataclass(frozen=True, slots=True)
class EqualCase:
    """A case for which the two versions do the same: what that is, and the points that it reached."""

    case: TrialCase
    seen: Observation
    points: frozenset[int]


@dataclass(slots=True)
class TrialRun:
    """A trial under way, and what it has found. `mutants` runs mutants, which may need a shorter deadline."""

    pair: TrialPair
    pool: MutantPool
    runner: CaseRunner
    mutants: CaseRunner
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
            size = self.budget.batch if batches else _FIRST_BATCH
            self._try_batch([self.cases(number + at) for at in range(size)])
            if self.counterexample is not None:
                return
            number += size
            batches += 1
            flat = flat + 1 if before == (len(self.reached), len(self.pool.alive)) else 0
            if batches == _PROVE_AFTER:
                self._remove_equivalents()
        self._remove_equivalents()

    def _is_over(self, flat: int) -> bool:
        learned_all = flat >= self.budget.flat_batches and self.count >= self.budget.least_cases
        return learned_all or self._is_late() or (self.count == 0 and self.skipped > _MOST_SKIPPED)

    def _is_late(self) -> bool:
        return self.clock() - self.started >= self.budget.seconds

    def _try_batch(self, cases: Sequence[TrialCase]) -> None:
        originals = [self.runner.observe(self.pair.original, case) for case in cases]
        usable = [
            (case, seen) for case, seen in zip(cases, originals, strict=True) if seen.is_valid and not seen.timed_out
        ]
        self.skipped += len(cases) - len(usable)
        for case, seen in usable:
            if not is_same(seen, self.runner.observe(self.pair.regenerated, case)):
                self._confirm(case)
            if self.counterexample is not None:
                return
            self.count += 1
        marked = [self._marked(case, seen) for case, seen in usable]
        self._learn_from(sorted(marked, key=lambda each: -len(each.points)))  # the richest kills most

    def _marked(self, case: TrialCase, seen: Observation) -> EqualCase:
        marked = self.runner.observe(self.pair.instrumented, case)
        return EqualCase(case, seen, points_reached(self.pair.plan, marked))

    def _learn_from(self, equal: Sequence[EqualCase]) -> None:
        """Try the mutants on a batch, and keep the cases that reach something new or kill a mutant."""
        killing = self._try_mutants(equal)
        for at, each in enumerate(equal):
            if at in killing or not each.points <= self.reached:
                self.suite.append(each.case)
            self.reached |= each.points

    def _try_mutants(self, equal: Sequence[EqualCase]) -> set[int]:
        """Return the numbers of the cases that killed a mutant."""
        killing = set()
        for number in sorted(self.pool.alive):
            if self._is_late():
                break
            killer = self._try_mutant(number, equal)
            if killer is not None:
                killing.add(killer)
        return killing

    def _try_mutant(self, number: int, equal: Sequence[EqualCase]) -> int | None:
        variant, point = self.pool.variant(number), self.pool.points[number]
        for at, each in enumerate(equal):
            if point is not None and point not in each.points:
                continue
            seen = self._observed(variant, each.case)
            if seen.timed_out and not self.pair.can_be_endless:
                continue  # the machine is busy
            if is_malformed(seen, each.seen):
                self.pool.move(number, self.pool.malformed)
                return None
            if not is_same(seen, each.seen):
                self.pool.move(number, self.pool.killed)
                return at
        return None

    def _observed(self, variant: RoutineVariant, case: TrialCase) -> Observation:
        """Run a mutant, twice if it does not end in time: a busy machine is slow once."""
        seen = self.mutants.observe(variant, case)
        if seen.timed_out:
            return self.mutants.observe(variant, case)
        return seen

    def _remove_equivalents(self) -> None:
        """Take the mutants out of the count that are proved to mean the same as the original."""
        for number in sorted(self.pool.alive - self.pool.unproved):
            if self.is_equivalent(self.pool.mutants[number].routine.text):
                self.pool.move(number, self.pool.equivalent)
        self.pool.unproved |= self.pool.alive

    def _confirm(self, case: TrialCase) -> None:
        """Keep a case as the counterexample if the two versions differ again, and the original repeats itself."""
        if not self._differs(case):
            self.skipped += 1
            self.count -= 1
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
