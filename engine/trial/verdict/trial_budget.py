"""How long a trial may take, and how much it tries before it looks at what it has learned."""

from collections.abc import Callable
from dataclasses import dataclass

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class TrialBudget:
    """`seconds` count from when the server runs; a trial is flat after `flat_batches` that teach nothing."""

    name: str
    seconds: float
    mutants: int
    flat_batches: int
    batch: int = 12
    least_cases: int = 120


QUICK = TrialBudget("quick", seconds=2.0, mutants=60, flat_batches=10)
DEEP = TrialBudget("deep", seconds=30.0, mutants=400, flat_batches=40, least_cases=1000)
BUDGETS = {each.name: each for each in (QUICK, DEEP)}
