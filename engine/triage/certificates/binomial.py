"""Exact binomial tails, in logarithms so that long samples do not underflow."""

import math


def binomial_cdf(successes: int, trials: int, probability: float) -> float:
    """Return P(X <= successes) for X ~ Binomial(trials, probability)."""
    if successes >= trials:
        return 1.0
    return min(1.0, math.fsum(_mass(each, trials, probability) for each in range(successes + 1)))


def upper_bound(successes: int, trials: int, delta: float) -> float:
    """Return the Clopper-Pearson upper bound of the probability, with confidence `1 - delta`."""
    if successes >= trials:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(60):  # halves the interval to below the precision of a float
        middle = (low + high) / 2
        if binomial_cdf(successes, trials, middle) > delta:
            low = middle
        else:
            high = middle
    return high


def _mass(successes: int, trials: int, probability: float) -> float:
    if probability <= 0.0:
        return float(successes == 0)
    ways = math.lgamma(trials + 1) - math.lgamma(successes + 1) - math.lgamma(trials - successes + 1)
    return math.exp(ways + successes * math.log(probability) + (trials - successes) * math.log1p(-probability))
