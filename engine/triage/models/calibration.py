"""Raw scores to probabilities: a Platt scaling, online and over a window, and isotonic steps for the diagram."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

_EDGE = 1e-6
_NEWTON_STEPS = 12
_SHIFT_RIDGE = 0.2


def logit(probability: float) -> float:
    """Return the log-odds, bounded away from certainty."""
    bounded = min(1.0 - _EDGE, max(_EDGE, probability))
    return math.log(bounded / (1.0 - bounded))


@dataclass(frozen=True, slots=True)
class OnlinePlatt:
    """sigmoid(slope * logit + shift), the identity at first, learned one label at a time."""

    slope: float = 1.0
    shift: float = 0.0
    labels: int = 0

    def probability(self, score: float) -> float:
        """Return the calibrated probability of a raw score."""
        exponent = self.slope * logit(score) + self.shift
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, exponent))))

    def learn(self, score: float, *, accepted: bool) -> "OnlinePlatt":
        """Return the scaling after one more label."""
        labels = self.labels + 1
        rate = 0.5 / (1 + labels) ** 0.6
        gradient = self.probability(score) - accepted
        slope = self.slope - rate * gradient * max(-4.0, min(4.0, logit(score)))
        return OnlinePlatt(slope, self.shift - rate * gradient, labels)


def fitted_platt(labels: Sequence[tuple[float, bool]], ridge: float = 2.0) -> OnlinePlatt:
    """Fit the scaling to a window of labels by Newton's method; a ridge pulls short windows to the identity."""
    points = [(logit(score), float(accepted)) for score, accepted in labels]
    slope, shift = 1.0, 0.0
    for _ in range(_NEWTON_STEPS):
        down, across = _newton_step(points, slope, shift, ridge)
        slope, shift = slope - down, shift - across
    return OnlinePlatt(slope, shift, len(points))


def _newton_step(points: list[tuple[float, float]], slope: float, shift: float, ridge: float) -> tuple[float, float]:
    first, second = ridge * (slope - 1.0), ridge * _SHIFT_RIDGE * shift
    squares, products, weights = ridge, 0.0, ridge * _SHIFT_RIDGE
    for at, accepted in points:
        probability = 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, slope * at + shift))))
        weight, gap = probability * (1.0 - probability) + _EDGE, probability - accepted
        first, second = first + gap * at, second + gap
        squares, products, weights = squares + weight * at * at, products + weight * at, weights + weight
    determinant = squares * weights - products * products
    return (
        (weights * first - products * second) / determinant,
        (squares * second - products * first) / determinant,
    )


@dataclass(frozen=True, slots=True)
class CalibrationCurve:
    """Steps from a score on, ascending, each with its probability."""

    starts: tuple[float, ...]
    values: tuple[float, ...]

    def probability(self, score: float) -> float:
        """Return the value of the step that holds the score."""
        return self.values[max(0, bisect_right(self.starts, score) - 1)]


def isotonic_curve(labels: Iterable[tuple[float, bool]]) -> CalibrationCurve | None:
    """Fit the closest non-decreasing steps by pooling adjacent violators; None without labels."""
    blocks: list[list[float]] = []  # start, accepted, weight
    for score, accepted in _tied(labels):
        blocks.append([score, accepted[0], accepted[1]])
        while len(blocks) > 1 and blocks[-2][1] * blocks[-1][2] >= blocks[-1][1] * blocks[-2][2]:
            above = blocks.pop()
            blocks[-1][1] += above[1]
            blocks[-1][2] += above[2]
    if not blocks:
        return None
    return CalibrationCurve(tuple(each[0] for each in blocks), tuple(each[1] / each[2] for each in blocks))


def calibration_error(pairs: Sequence[tuple[float, bool]], bins: int = 10) -> float:
    """Return the expected calibration error over bins of equal mass."""
    ordered = sorted(pairs)
    edges = [round(len(ordered) * each / bins) for each in range(bins + 1)]
    filled = [ordered[start:end] for start, end in pairwise(edges) if end > start]
    return math.fsum(len(each) * _gap(each) for each in filled) / max(1, len(ordered))


def _gap(pairs: Sequence[tuple[float, bool]]) -> float:
    predicted = math.fsum(score for score, _ in pairs)
    return abs(predicted - sum(accepted for _, accepted in pairs)) / len(pairs)


def _tied(labels: Iterable[tuple[float, bool]]) -> list[tuple[float, tuple[int, int]]]:
    """Labels of the same score share a value."""
    sums: dict[float, tuple[int, int]] = {}
    for score, accepted in labels:
        count, weight = sums.get(score, (0, 0))
        sums[score] = (count + accepted, weight + 1)
    return sorted(sums.items())
