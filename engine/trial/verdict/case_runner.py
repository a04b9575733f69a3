"""What a trial needs of a server: run one case for one version of the routine."""

from typing import Protocol

from engine.trial.case import TrialCase
from engine.trial.observe.observation import Observation
from engine.trial.observe.variant import RoutineVariant


class CaseRunner(Protocol):
    """Runs cases, each from a fresh state. Many cases for one version in a row are cheaper than a change of version."""

    def observe(self, variant: RoutineVariant, case: TrialCase) -> Observation: ...
