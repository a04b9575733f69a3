"""The mutants of a trial: those that live, those that a case has killed, and those that do not count."""

from collections.abc import Iterable, Sequence
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

    def within_reach(self, reached: frozenset[int]) -> list[int]:
        """Return the living mutants that a case can notice: those whose statement it reached."""
        return [each for each in sorted(self.alive) if self.points[each] is None or self.points[each] in reached]

    def variants(self, numbers: Iterable[int]) -> list[RoutineVariant]:
        """Return mutants as versions that can be run."""
        return [RoutineVariant(f"mutant {each}", self.mutants[each].routine.text) for each in numbers]

    def move(self, number: int, to: set[int]) -> None:
        """Move a mutant from the living to another set."""
        self.alive.discard(number)
        to.add(number)

    @property
    def counted(self) -> int:
        """Return how many mutants count."""
        return len(self.alive) + len(self.killed)

    @property
    def kill_rate(self) -> float | None:
        """Return the share of the mutants that some case killed; None without a mutant that counts."""
        return len(self.killed) / self.counted if self.counted else None


def mutant_pool(mutants: Sequence[Mutant], plan: CoveragePlan) -> MutantPool:
    """Return a pool in which every mutant lives."""
    points = tuple(plan.point_at(each.place) for each in mutants)
    return MutantPool(tuple(mutants), points, set(range(len(mutants))))
