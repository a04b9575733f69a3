"""The record of an analyst as a row of a table."""

from dataclasses import dataclass

from engine.trust.consequences import state as analyst_state
from engine.trust.strength import strength
from engine.trust.track_record import TrackRecord
from engine.trust.trend import trend


@dataclass(frozen=True, slots=True)
class AnalystReport:
    """The trust in an analyst, its four components, and what its record says."""

    analyst: str
    overall: float
    low: float
    high: float
    accuracy: float
    reliability: float
    consistency: float
    timeliness: float
    outcomes: int
    approval_rate: float | None
    average_quality: float | None
    strength: str
    trend: str
    state: str


def analyst_report(name: str, record: TrackRecord) -> AnalystReport:
    """Return the row of an analyst."""
    trust = record.trust
    low, high = trust.band
    return AnalystReport(
        analyst=name,
        overall=trust.overall,
        low=low,
        high=high,
        accuracy=trust.accuracy.mean,
        reliability=trust.reliability.mean,
        consistency=trust.consistency.mean,
        timeliness=trust.timeliness.mean,
        outcomes=trust.outcomes,
        approval_rate=trust.approval_rate,
        average_quality=trust.average_quality,
        strength=strength(trust.overall),
        trend=trend(list(record.recent)).value,
        state=analyst_state(trust).value,
    )
