"""The mutants of a trial: those that live, those that a case has killed, and those that do not count."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from engine.trial.coverage.instrument import CoveragePlan
from engine.trial.mutate.mutant import Mutant
from engine.trial.observe.variant import RoutineVariant

_SECONDS = 0.1  # for one run


class Fate(StrEnum):
    """What is known about a mutant."""

    ALIVE = "alive"
    KILLED = "killed"
    MALFORMED = "malformed"
    EQUIVALENT = "equivalent"
    UNDECIDED = "undecided"  # it ended the connection, and may only have been slow


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
    undecided: set[int] = field(default_factory=set)  # living ones that are not tried again: they end connections

    def variant(self, number: int) -> RoutineVariant:
        """Return a mutant as a version that can be run; it may never end."""
        return RoutineVariant(f"mutant {number}", self.mutants[number].routine.text, _SECONDS)

    @property
    def tried(self) -> list[int]:
        """Return the numbers of the mutants that the next cases may kill."""
        return sorted(self.alive - self.undecided)

    def record(self, number: int, fate: Fate) -> None:
        """Record what a run, or the proof, said about a mutant; an undecided one lives."""
        found = {
            Fate.KILLED: self.killed, Fate.MALFORMED: self.malformed, Fate.EQUIVALENT: self.equivalent,
            Fate.UNDECIDED: self.undecided, Fate.ALIVE: self.alive,
        }  # fmt: skip
        if fate != Fate.UNDECIDED:
            self.alive.discard(number)
        found[fate].add(number)

    @property
    def counted(self) -> int:
        """Return how many mutants count."""
        return len(self.alive) + len(self.killed)


def mutant_pool(mutants: Sequence[Mutant], plan: CoveragePlan) -> MutantPool:
    """Return a pool in which every mutant lives."""
    points = tuple(plan.point_at(each.place) for each in mutants)
    return MutantPool(tuple(mutants), points, set(range(len(mutants))))
