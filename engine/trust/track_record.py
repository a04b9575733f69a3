"""The records of all analysts, folded over decisions."""

from collections import deque
from dataclasses import dataclass, field

from engine.trust.analyst_trust import AnalystOutcome, AnalystTrust
from engine.trust.trend import WINDOW

ALLOWED_SECONDS = 120.0  # for one answer of an analyst


@dataclass(slots=True)
class TrackRecord:
    """The trust in one analyst, and its latest outcomes for the trend."""

    trust: AnalystTrust = field(default_factory=AnalystTrust)
    recent: deque[float] = field(default_factory=lambda: deque(maxlen=WINDOW))


@dataclass(slots=True)
class TrackRecords:
    """The record of each analyst by name."""

    by_analyst: dict[str, TrackRecord] = field(default_factory=dict)

    def observe(self, analyst: str, credit: float, day: float) -> None:
        """Credit the analyst behind a decision: 1 approved, 0.5 approved after a change, 0 rejected."""
        outcome = AnalystOutcome(
            credit, is_valid=True, quality=credit, seconds=0.0, allowed_seconds=ALLOWED_SECONDS, at_day=day
        )
        record = self.by_analyst.setdefault(analyst, TrackRecord())
        record.trust = record.trust.observe(outcome)
        record.recent.append(credit)
