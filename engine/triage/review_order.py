"""The order of the queue: what a look would gain, per minute it takes, with a share of slots left to chance."""

import hashlib
import math
from collections.abc import Iterable
from dataclasses import dataclass

RANDOM_SHARE = 0.10
WEIGHTS = {"risk": 1.0, "information": 0.35, "coverage": 0.25, "age": 0.02, "effort": 0.03}


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A unit that waits."""

    unit: int
    wrong: float  # probability that a reviewer would change or reject it
    risk: float  # cost of a wrong unit: 1 is ordinary
    stratum: str  # the kind of unit it represents, e.g. its pattern or language
    seen: int  # reviewed units of its stratum
    days: float  # how long it has waited
    minutes: float  # expected length of the review


@dataclass(frozen=True, slots=True)
class QueuePosition:
    """A unit in the order, with what moved it there."""

    unit: int
    priority: float
    is_random: bool  # one of the slots that chance fills: its label is an unbiased sample
    reasons: tuple[str, ...]


def review_order(items: Iterable[QueueItem], seed: str) -> list[QueuePosition]:
    """Return the units in review order; every tenth slot is filled by a hash of the unit and the seed."""
    waiting = list(items)
    ranked = sorted((_position(item) for item in waiting), key=lambda each: (-each.priority, each.unit))
    drawn = sorted(waiting, key=lambda item: _draw(seed, item.unit))
    return _interleave(ranked, [item.unit for item in drawn], round(1 / RANDOM_SHARE))


def _position(item: QueueItem) -> QueuePosition:
    parts = {
        "risk": item.risk * item.wrong,
        "information": _entropy(item.wrong),
        "coverage": 1.0 / math.sqrt(1 + item.seen),
        "age": math.log1p(item.days),
        "effort": -math.log1p(item.minutes),
    }
    weighted = {name: WEIGHTS[name] * value for name, value in parts.items()}
    reasons = tuple(sorted((name for name in weighted if weighted[name] > 0), key=lambda name: -weighted[name])[:2])
    return QueuePosition(item.unit, math.fsum(weighted.values()), is_random=False, reasons=reasons)


def _interleave(ranked: list[QueuePosition], drawn: list[int], every: int) -> list[QueuePosition]:
    ordered: list[QueuePosition] = []
    by_unit = {each.unit: each for each in ranked}
    first, chance = iter(ranked), iter(drawn)
    while by_unit:
        is_random = len(ordered) % every == every - 1
        unit = next(each for each in (chance if is_random else (one.unit for one in first)) if each in by_unit)
        taken = by_unit.pop(unit)
        reasons = ("random slot",) if is_random else taken.reasons
        ordered.append(QueuePosition(unit, taken.priority, is_random, reasons))
    return ordered


def _entropy(probability: float) -> float:
    if probability <= 0.0 or probability >= 1.0:
        return 0.0
    return -probability * math.log2(probability) - (1 - probability) * math.log2(1 - probability)


def _draw(seed: str, unit: int) -> bytes:
    return hashlib.blake2b(f"{seed}:{unit}".encode(), digest_size=8).digest()
