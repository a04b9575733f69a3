"""Run the living mutants on a batch of cases, and find out which of them a case notices."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from engine.trial.observe.variant import RoutineVariant
from engine.trial.verdict.case_runner import CaseRunner
from engine.trial.verdict.compare_runs import is_malformed, is_same
from engine.trial.verdict.equal_case import EqualCase
from engine.trial.verdict.mutant_pool import Fate, MutantPool


@dataclass(frozen=True, slots=True)
class MutantKiller:
    """Tries the mutants of a pool; `can_be_endless` says whether one that does not end in time was more than slow."""

    pool: MutantPool
    runner: CaseRunner
    can_be_endless: bool
    is_late: Callable[[], bool]

    def try_all(self, equal: Sequence[EqualCase]) -> set[int]:
        """Return the numbers of the cases that killed a mutant; stop where runs cannot be compared any more."""
        epoch = self.runner.epoch
        killing = set()
        for number in self.pool.tried:
            if self.is_late() or self.runner.epoch != epoch:
                break
            killer = self._try(number, equal)
            if killer is not None:
                killing.add(killer)
        return killing

    def _try(self, number: int, equal: Sequence[EqualCase]) -> int | None:
        """Try a mutant on the cases that reach its statement, up to the first that decides; return a killing one."""
        variant, point = self.pool.variant(number), self.pool.points[number]
        for at, each in enumerate(equal):
            if point is not None and point not in each.points:
                continue
            fate = self._fate(variant, each)
            if fate != Fate.ALIVE:
                self.pool.record(number, fate)
                return {Fate.KILLED: at}.get(fate)
        return None

    def _fate(self, variant: RoutineVariant, each: EqualCase) -> Fate:
        epoch = self.runner.epoch
        seen = self.runner.observe(variant, each.case)
        if seen.timed_out:  # a busy machine is slow once
            seen = self.runner.observe(variant, each.case)
        if seen.timed_out and self.can_be_endless:
            return Fate.KILLED
        if self.runner.epoch != epoch:
            return Fate.UNDECIDED
        if seen.timed_out or is_same(seen, each.seen):
            return Fate.ALIVE
        return Fate.MALFORMED if is_malformed(seen, each.seen) else Fate.KILLED
