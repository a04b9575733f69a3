"""Whether the units of today look like those the models learned from: the population stability index of a feature."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

BINS = 10
NOTICEABLE, LARGE = 0.10, 0.25


def stability_index(before: Sequence[float], after: Sequence[float], bins: int = BINS) -> float:
    """Return the population stability index between two samples, by bins of equal mass of the first."""
    edges = _edges(before, bins)
    shares = zip(_shares(before, edges), _shares(after, edges), strict=True)
    return math.fsum((new - old) * math.log(new / old) for old, new in shares)


def _edges(values: Sequence[float], bins: int) -> list[float]:
    ordered = sorted(values)
    return sorted({ordered[len(ordered) * each // bins] for each in range(1, bins)})


def _shares(values: Sequence[float], edges: list[float]) -> list[float]:
    """Shares of each bin; half a value is added to each, so that an empty bin has a finite logarithm."""
    counts = Counter(bisect_right(edges, value) for value in values)
    total = len(values) + 0.5 * (len(edges) + 1)
    return [(counts[each] + 0.5) / total for each in range(len(edges) + 1)]
