"""Evidence as a Beta distribution that forgets: recent outcomes count more."""

import math
from dataclasses import dataclass

FORGETTING = 0.96  # kept of the older evidence at each outcome: a memory of about 25 outcomes
HALF_LIFE_DAYS = 60.0


@dataclass(frozen=True, slots=True)
class DiscountedBeta:
    """Counts of good and bad outcomes, beside a prior of one each."""

    good: float = 0.0
    bad: float = 0.0

    @property
    def alpha(self) -> float:
        return 1.0 + self.good

    @property
    def beta(self) -> float:
        return 1.0 + self.bad

    @property
    def mean(self) -> float:
        return self.alpha / (self.alpha + self.beta)

    @property
    def variance(self) -> float:
        total = self.alpha + self.beta
        return self.alpha * self.beta / (total * total * (total + 1.0))

    def observe(self, quality: float, forgetting: float = FORGETTING) -> "DiscountedBeta":
        """Return the evidence after an outcome between 0 (bad) and 1 (good)."""
        return DiscountedBeta(forgetting * self.good + quality, forgetting * self.bad + 1.0 - quality)

    def aged(self, days: float) -> "DiscountedBeta":
        """Return the evidence after some days without an outcome."""
        kept = 0.5 ** (max(0.0, days) / HALF_LIFE_DAYS)
        return DiscountedBeta(kept * self.good, kept * self.bad)

    def probability_below(self, level: float) -> float:
        """Return the posterior probability that the true rate is below a level."""
        return incomplete_beta(self.alpha, self.beta, level)


PRIOR = DiscountedBeta()


def incomplete_beta(alpha: float, beta: float, at: float) -> float:
    """Return the regularised incomplete beta function, by its continued fraction."""
    if at <= 0.0 or at >= 1.0:
        return float(at >= 1.0)
    log_front = alpha * math.log(at) + beta * math.log1p(-at) - log_beta(alpha, beta)
    if at < (alpha + 1.0) / (alpha + beta + 2.0):  # where the fraction converges quickly
        return math.exp(log_front) * _fraction(alpha, beta, at) / alpha
    return 1.0 - math.exp(log_front) * _fraction(beta, alpha, 1.0 - at) / beta


def log_beta(alpha: float, beta: float) -> float:
    """Return the logarithm of the beta function."""
    return math.lgamma(alpha) + math.lgamma(beta) - math.lgamma(alpha + beta)


def quantile(evidence: DiscountedBeta, probability: float) -> float:
    """Return the level below which the true rate is with this probability."""
    low, high = 0.0, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        if evidence.probability_below(middle) < probability:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _fraction(alpha: float, beta: float, at: float) -> float:
    """Evaluate the continued fraction by Lentz's method."""
    tiny = 1e-300
    upper, lower = 1.0, 1.0 - (alpha + beta) * at / (alpha + 1.0)
    lower = 1.0 / (lower if abs(lower) > tiny else tiny)
    result = lower
    for step in range(1, 300):
        for term in _terms(alpha, beta, at, step):
            lower = 1.0 / _away_from_zero(1.0 + term * lower, tiny)
            upper = _away_from_zero(1.0 + term / upper, tiny)
            result *= lower * upper
        if abs(lower * upper - 1.0) < 1e-14:
            break
    return result


def _terms(alpha: float, beta: float, at: float, step: int) -> tuple[float, float]:
    twice = 2 * step
    even = step * (beta - step) * at / ((alpha + twice - 1.0) * (alpha + twice))
    odd = -(alpha + step) * (alpha + beta + step) * at / ((alpha + twice) * (alpha + twice + 1.0))
    return even, odd


def _away_from_zero(value: float, tiny: float) -> float:
    if abs(value) > tiny:
        return value
    return tiny
