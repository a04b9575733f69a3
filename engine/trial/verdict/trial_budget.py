"""How long a trial may take, and how much it tries before it looks at what it has learned."""

from collections.abc import Callable
from dataclasses import dataclass

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class TrialBudget:
    """`seconds` count from when the server runs; a trial is flat after `flat_batches` that teach nothing.

    Of each batch, the mutants run on the `mutant_cases` that say most: a case is cheap, and all mutants on it are not.
    """

    name: str
    seconds: float
    mutants: int
    flat_batches: int
    batch: int = 24
    mutant_cases: int = 8
    least_cases: int = 120


QUICK = TrialBudget("quick", seconds=2.0, mutants=60, flat_batches=10)
DEEP = TrialBudget("deep", seconds=30.0, mutants=400, flat_batches=20, least_cases=1000, mutant_cases=12)
BUDGETS = {each.name: each for each in (QUICK, DEEP)}
