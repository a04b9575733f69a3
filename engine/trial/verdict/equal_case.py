"""A case for which the two versions did the same."""

from dataclasses import dataclass

from engine.trial.case import TrialCase
from engine.trial.observe.observation import Observation


@dataclass(frozen=True, slots=True)
class EqualCase:
    """A case for which the two versions do the same: what that is, and the points that it reached."""

    case: TrialCase
    seen: Observation
    points: frozenset[int]
