"""What a trial needs of a server: run one case against some versions of the routine."""

from collections.abc import Sequence
from typing import Protocol

from engine.trial.case import TrialCase
from engine.trial.observe.observation import Observation
from engine.trial.observe.variant import RoutineVariant


class CaseRunner(Protocol):
    """Runs a case from the same state for each version, and returns what each of them did."""

    def run(self, case: TrialCase, variants: Sequence[RoutineVariant]) -> Sequence[Observation]: ...
