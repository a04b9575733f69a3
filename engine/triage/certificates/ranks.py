"""Ranks among unlabelled scores: they fix the grid of thresholds before any label is seen."""

import math
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScorePool:
    """The scores of a sample of the queue, ascending, as one frozen model gave them."""

    scores: tuple[float, ...]

    def rank(self, score: float) -> float:
        """Return the share of the pool that scores higher: 0 is the best."""
        return (len(self.scores) - bisect_right(self.scores, score)) / len(self.scores)

    def threshold(self, mass: float) -> float:
        """Return the lowest score whose rank is within `mass`."""
        at_most = math.ceil((1.0 - mass) * len(self.scores) - 1e-9)  # how many scores must not exceed it
        return self.scores[max(0, at_most - 1)]


def score_pool(scores: Iterable[float]) -> ScorePool:
    """Return the pool of these scores; at least one is needed."""
    ordered = tuple(sorted(scores))
    if not ordered:
        raise ValueError("a pool needs at least one score")
    return ScorePool(ordered)


def ranks(pool: ScorePool, scores: Sequence[float]) -> list[float]:
    """Return the rank of each score in the pool."""
    return [pool.rank(score) for score in scores]
