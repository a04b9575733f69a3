"""The score of a waiting unit: its confidence, its lane, and the reasons for both."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from engine.triage.features import FEATURES, TRIAL_REASONS
from engine.triage.lanes import LaneInput, choose_lane
from engine.triage.learning_state import LearningState
from engine.triage.models.online_models import strongest_reasons

_REASONS = {feature.name: feature.reason for feature in FEATURES} | TRIAL_REASONS


@dataclass(frozen=True, slots=True)
class WaitingUnit:
    """A unit that nobody has decided about."""

    unit: int
    values: Mapping[str, float]
    is_proved: bool
    has_risk_words: bool
    held: str = ""  # why it must not go to the auto lane


@dataclass(frozen=True, slots=True)
class UnitScore:
    """What learning says of a waiting unit."""

    unit: int
    confidence: float
    need: float
    lane: str
    reasons: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the score as plain values."""
        return asdict(self)


def score_unit(state: LearningState, unit: WaitingUnit) -> UnitScore:
    """Return the score of a unit by a state."""
    confidence = state.confidence(unit.values)
    certified = threshold = None
    if state.certified is not None and state.certificate is not None and state.is_auto_open:
        certified, threshold = state.certified.score(unit.values), state.certificate.threshold
    chosen = choose_lane(
        LaneInput(
            confidence=confidence,
            need=1.0 - confidence,
            is_proved=unit.is_proved,
            has_risk_words=unit.has_risk_words,
            certified_score=certified,
            threshold=threshold,
            held=unit.held,
            is_suspended=state.suspended_at is not None,
        )
    )
    reasons = (*chosen.reasons, *_against(state, unit.values))
    return UnitScore(unit.unit, confidence, 1.0 - confidence, chosen.lane.value, reasons)


def _against(state: LearningState, values: Mapping[str, float]) -> list[str]:
    """Return what lowered the confidence most."""
    if not state.decisions:
        return []
    return [_REASONS.get(name, name) for name, moved in strongest_reasons(state.champion, values) if moved < 0]
