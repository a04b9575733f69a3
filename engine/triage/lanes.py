"""Which lane a unit takes: two scales, and the stricter one wins."""

from dataclasses import dataclass
from enum import StrEnum

AUTO_CONFIDENCE, SPOT_CONFIDENCE = 0.95, 0.80
AUTO_NEED, SPOT_NEED = 0.3, 0.7


class Lane(StrEnum):
    """How closely a person must look."""

    AUTO = "auto"
    SPOT = "spot"  # a sampled look
    REVIEW = "review"


STRICTNESS = (Lane.AUTO, Lane.SPOT, Lane.REVIEW)


@dataclass(frozen=True, slots=True)
class LaneInput:
    """What decides about the lane of a unit."""

    confidence: float  # calibrated probability that a careful reviewer accepts the unit without a change
    need: float  # probability that it needs a review
    is_proved: bool
    has_risk_words: bool
    certified_score: float | None  # what the certified snapshot gives; None without a valid certificate
    threshold: float | None  # of the certificate
    held: str = ""  # why the unit must not go to the auto lane, whatever its score
    is_suspended: bool = False  # because audits found too many wrong units


@dataclass(frozen=True, slots=True)
class LaneChoice:
    """A lane with the reasons that led to it, the decisive ones first."""

    lane: Lane
    reasons: tuple[str, ...]


def choose_lane(unit: LaneInput) -> LaneChoice:
    """Return the strictest lane that any rule asks for."""
    votes = [
        (lane_by_confidence(unit.confidence), f"confidence {unit.confidence:.0%}"),
        (lane_by_need(unit.need), f"needs a review with probability {unit.need:.0%}"),
        *_obstacles(unit),
    ]
    strictest = max((lane for lane, _ in votes), key=STRICTNESS.index)
    return LaneChoice(strictest, tuple(reason for lane, reason in votes if lane is strictest))


def lane_by_confidence(confidence: float) -> Lane:
    """Return the lane by confidence; both boundaries belong to `spot`."""
    if confidence > AUTO_CONFIDENCE:
        return Lane.AUTO
    if confidence >= SPOT_CONFIDENCE:
        return Lane.SPOT
    return Lane.REVIEW


def lane_by_need(need: float) -> Lane:
    """Return the lane by the need for a review; both boundaries belong to `spot`."""
    if need < AUTO_NEED:
        return Lane.AUTO
    if need <= SPOT_NEED:
        return Lane.SPOT
    return Lane.REVIEW


def _obstacles(unit: LaneInput) -> list[tuple[Lane, str]]:
    found = []
    if unit.has_risk_words:
        found.append((Lane.REVIEW, "contains a risk word"))
    if not unit.is_proved:
        found.append((Lane.SPOT, "not proved"))
    if unit.held:
        found.append((Lane.SPOT, unit.held))
    if unit.is_suspended:
        found.append((Lane.SPOT, "audits suspended the auto lane"))
    elif unit.threshold is None or unit.certified_score is None:
        found.append((Lane.SPOT, "the auto lane has no certificate"))
    elif unit.certified_score < unit.threshold:
        found.append((Lane.SPOT, "below the certified threshold"))
    return found
