"""How good a ranking is: nDCG at 5, the reciprocal rank of the first right answer, and bootstrap intervals."""

import random
from collections.abc import Sequence
from math import log2

ROUNDS = 1000


def ndcg5(found: Sequence[bool], relevant: int) -> float:
    """The discounted gain of the first five results, relative to the best possible one."""
    gain = sum(1 / log2(at + 2) for at, is_right in enumerate(found[:5]) if is_right)
    best = sum(1 / log2(at + 2) for at in range(min(5, relevant)))
    return gain / best if best else 0.0


def graded_ndcg5(gains: Sequence[float], best: Sequence[float]) -> float:
    """The discounted gain of the first five results, relative to that of the best order."""
    found, most = (sum(gain / log2(at + 2) for at, gain in enumerate(each[:5])) for each in (gains, best))
    return found / most if most else 0.0


def reciprocal_rank(found: Sequence[bool]) -> float:
    """One through the place of the first right result; 0 without one."""
    return next((1 / at for at, is_right in enumerate(found, start=1) if is_right), 0.0)


def mean(values: Sequence[float]) -> float:
    return round(sum(values) / max(1, len(values)), 4)


def interval(values: Sequence[float], seed: int = 1) -> list[float]:
    """The 95 % bootstrap interval of a mean."""
    if not values:
        return [0.0, 0.0]
    chance = random.Random(seed)
    means = sorted(sum(chance.choices(values, k=len(values))) / len(values) for _ in range(ROUNDS))
    return [round(means[int(ROUNDS * share)], 4) for share in (0.025, 0.975)]
