"""Which past decisions moved the confidence of a unit most."""

from collections.abc import Mapping
from dataclasses import dataclass

from engine.triage.learning_state import FEWEST, LearningState
from engine.triage.models.ridge_regression import feature_matrix, fit_ridge


@dataclass(frozen=True, slots=True)
class Influence:
    """A decision on another unit: `log_odds` is how far it moves this one, up or down."""

    seq: int
    unit: int
    accepted: bool
    log_odds: float


def strongest_influences(state: LearningState, values: Mapping[str, float], most: int = 5) -> list[Influence]:
    """Return the decisions without which the confidence would differ most, to first order, the strongest first."""
    if len(state.window) < FEWEST:
        return []
    names, accepted = state.champion.names, [each.accepted for each in state.window]
    matrix = feature_matrix([each.values for each in state.window], names)
    unit = feature_matrix([values], names)[0]
    moved = fit_ridge(matrix, accepted).influences(matrix, accepted, unit).tolist()
    found = [
        Influence(label.seq, label.unit, label.accepted, each) for label, each in zip(state.window, moved, strict=True)
    ]
    return sorted(found, key=lambda each: (-abs(each.log_odds), each.seq))[:most]
