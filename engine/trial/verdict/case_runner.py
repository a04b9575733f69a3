"""What a trial needs of a server: run cases for a version of the routine."""

from collections.abc import Sequence
from typing import Protocol

from engine.trial.case import TrialCase
from engine.trial.observe.observation import Observation
from engine.trial.observe.variant import RoutineVariant


class CaseRunner(Protocol):
    """Runs cases, each from a fresh state. Many cases for one version in a row are cheaper than a change of version.

    Only runs of the same `epoch` have the same time of day; one begins after the loss of a connection, and may begin
    with a batch.
    """

    @property
    def epoch(self) -> int: ...

    def begin_batch(self) -> None: ...

    def observe(self, variant: RoutineVariant, case: TrialCase) -> Observation: ...

    def observe_all(self, variant: RoutineVariant, cases: Sequence[TrialCase]) -> list[Observation]: ...
