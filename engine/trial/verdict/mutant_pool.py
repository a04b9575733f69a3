"""The mutants of a trial: those that live, those that a case has killed, and those that do not count."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from engine.trial.coverage.instrument import CoveragePlan
from engine.trial.mutate.mutant import Mutant
from engine.trial.observe.variant import RoutineVariant


@dataclass(slots=True)
class MutantPool:
    """Mutants by their number. Those that are malformed or proved equivalent do not count."""

    mutants: tuple[Mutant, ...]
    points: tuple[int | None, ...]
    alive: set[int]
    killed: set[int] = field(default_factory=set)
    malformed: set[int] = field(default_factory=set)
    equivalent: set[int] = field(default_factory=set)
    unproved: set[int] = field(default_factory=set)  # living ones that the proof was asked about

    def variant(self, number: int) -> RoutineVariant:
        """Return a mutant as a version that can be run."""
        return RoutineVariant(f"mutant {number}", self.mutants[number].routine.text)

    def move(self, number: int, to: set[int]) -> None:
        """Move a mutant from the living to another set."""
        self.alive.discard(number)
        to.add(number)

    @property
    def counted(self) -> int:
        """Return how many mutants count."""
        return len(self.alive) + len(self.killed)


def mutant_pool(mutants: Sequence[Mutant], plan: CoveragePlan) -> MutantPool:
    """Return a pool in which every mutant lives."""
    points = tuple(plan.point_at(each.place) for each in mutants)
    return MutantPool(tuple(mutants), points, set(range(len(mutants))))
