"""Whether an analyst gets better or worse: the slope over its last outcomes."""

from collections.abc import Sequence
from enum import StrEnum
from statistics import fmean

WINDOW = 20
STEEP = 0.01  # per outcome: 20 outcomes change the rate by a fifth


class Trend(StrEnum):
    """The direction of a record."""

    IMPROVING = "improving"
    STABLE = "stable"
    DECLINING = "declining"


def trend(qualities: Sequence[float]) -> Trend:
    """Return the trend of the last 20 outcomes, oldest first."""
    recent = qualities[-WINDOW:]
    if len(recent) < WINDOW // 2:
        return Trend.STABLE
    slope = _slope(recent)
    if slope > STEEP:
        return Trend.IMPROVING
    if slope < -STEEP:
        return Trend.DECLINING
    return Trend.STABLE


def _slope(values: Sequence[float]) -> float:
    middle, mean = (len(values) - 1) / 2, fmean(values)
    above = sum((at - middle) * (value - mean) for at, value in enumerate(values))
    return above / sum((at - middle) ** 2 for at in range(len(values)))
