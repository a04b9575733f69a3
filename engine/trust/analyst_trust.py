"""The trust in one analyst for one kind of proposal: four components, folded over its outcomes."""

import math
from dataclasses import dataclass, replace

from engine.trust.beta import PRIOR, DiscountedBeta

WEIGHTS = {"accuracy": 0.45, "reliability": 0.25, "consistency": 0.20, "timeliness": 0.10}
QUALITY_MEMORY = 0.9  # of the running mean and spread of the quality


@dataclass(frozen=True, slots=True)
class AnalystOutcome:
    """What became of one proposal."""

    accepted: float  # 1 approved, 0.5 approved after a change, 0 rejected
    is_valid: bool  # it ended without an error, a timeout or an answer that breaks its schema
    quality: float  # 0 to 1
    seconds: float
    allowed_seconds: float
    at_day: float  # days since the epoch


@dataclass(frozen=True, slots=True)
class AnalystTrust:
    """The folded record of an analyst; `changed` is when it last saw an outcome."""

    accuracy: DiscountedBeta = PRIOR
    reliability: DiscountedBeta = PRIOR
    consistency: DiscountedBeta = PRIOR
    timeliness: DiscountedBeta = PRIOR
    outcomes: int = 0
    approved: int = 0
    partial: int = 0
    rejected: int = 0
    quality_sum: float = 0.0
    quality_mean: float = 0.5
    quality_spread: float = 0.0
    changed: float | None = None

    @property
    def overall(self) -> float:
        """The weighted mean of the four components."""
        return math.fsum(weight * self.component(name).mean for name, weight in WEIGHTS.items())

    @property
    def deviation(self) -> float:
        """The standard deviation of `overall`."""
        return math.sqrt(math.fsum(weight**2 * self.component(name).variance for name, weight in WEIGHTS.items()))

    @property
    def band(self) -> tuple[float, float]:
        """The interval that holds the true overall trust with a probability of about 90 %."""
        reach = 1.645 * self.deviation
        return max(0.0, self.overall - reach), min(1.0, self.overall + reach)

    @property
    def approval_rate(self) -> float | None:
        if self.outcomes:
            return self.approved / self.outcomes
        return None

    @property
    def average_quality(self) -> float | None:
        if self.outcomes:
            return self.quality_sum / self.outcomes
        return None

    def component(self, name: str) -> DiscountedBeta:
        """Return one of the four components."""
        return getattr(self, name)

    def aged(self, day: float) -> "AnalystTrust":
        """Return the trust as it is on a later day: old evidence fades."""
        if self.changed is None or day <= self.changed:
            return self
        faded = {name: self.component(name).aged(day - self.changed) for name in WEIGHTS}
        return replace(self, **faded, changed=day)

    def observe(self, outcome: AnalystOutcome) -> "AnalystTrust":
        """Return the trust after one more outcome."""
        aged = self.aged(outcome.at_day)
        distance = outcome.quality - aged.quality_mean
        spread = QUALITY_MEMORY * (aged.quality_spread + (1 - QUALITY_MEMORY) * distance**2)
        steadiness = 1.0 - min(1.0, 2.0 * math.sqrt(spread))
        return replace(
            aged,
            accuracy=aged.accuracy.observe(outcome.accepted),
            reliability=aged.reliability.observe(float(outcome.is_valid)),
            consistency=aged.consistency.observe(steadiness),
            timeliness=aged.timeliness.observe(timeliness(outcome.seconds, outcome.allowed_seconds)),
            outcomes=aged.outcomes + 1,
            approved=aged.approved + (outcome.accepted == 1.0),
            partial=aged.partial + (0.0 < outcome.accepted < 1.0),
            rejected=aged.rejected + (outcome.accepted == 0.0),
            quality_sum=aged.quality_sum + outcome.quality,
            quality_mean=aged.quality_mean + (1 - QUALITY_MEMORY) * distance,
            quality_spread=spread,
            changed=outcome.at_day,
        )


def timeliness(seconds: float, allowed: float) -> float:
    """Return 1 within the allowed time, and a credit that decays with the excess."""
    if seconds <= allowed:
        return 1.0
    return math.exp(-(seconds - allowed) / allowed)
