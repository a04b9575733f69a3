"""One stream of decisions: what the models learn from it, and how good their lane is on fresh proposals."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean

from engine.triage.certificates.audit_monitor import AuditMonitor
from engine.triage.learning_events import DecisionMade, UnitArrived
from engine.triage.learning_state import LearningState
from engine.triage.models.calibration import calibration_error
from engine.triage.review_order import QueueItem, review_order

FRESH = 5000
LABELS = 1000


@dataclass(frozen=True, slots=True)
class Example:
    """A proposal as features, and the truth about it."""

    values: Mapping[str, float]
    is_faulty: bool


@dataclass(frozen=True, slots=True)
class StreamFigures:
    """What one stream showed."""

    auroc: float
    ece_500: float
    brier_skill: float
    yield_300: float
    yield_1000: float
    mass_1000: float
    far_label: float
    far_true: float
    queue_gain: float


@dataclass(frozen=True, slots=True)
class _Lane:
    share: float
    wrong_label: float
    wrong_true: float


def run_stream(examples: Sequence[Example], chance: random.Random, error: float) -> StreamFigures:
    """Let a reviewer decide 1,000 times, and look at the lane after 300 and at the end."""
    state = LearningState()
    for at, example in enumerate(chance.choices(examples, k=400)):
        state.step(UnitArrived(at, at, example.values))
    fresh = chance.choices(examples, k=FRESH)
    labels = [example.is_faulty != (chance.random() < error) for example in fresh]  # true: the reviewer calls it wrong
    lane_300, ece = _Lane(0, 0, 0), 0.0
    for at, example in enumerate(chance.choices(examples, k=LABELS), 1):
        accepted = example.is_faulty == (chance.random() < error)
        state.step(DecisionMade(400 + at, at, example.values, accepted))
        if at == 300:
            lane_300 = _lane(state, fresh, labels)
        if at == 500:
            ece = calibration_error(_scored(state, fresh, labels))
    lane, scored = _lane(state, fresh, labels), _scored(state, fresh, labels)
    best = _best_share(fresh)
    return StreamFigures(
        auroc=_auroc(scored),
        ece_500=ece,
        brier_skill=_brier_skill(scored),
        yield_300=lane_300.share / best,
        yield_1000=lane.share / best,
        mass_1000=lane.share,
        far_label=lane.wrong_label,
        far_true=lane.wrong_true,
        queue_gain=_queue_gain(state, fresh),
    )


def trips(rate: float, chance: random.Random, most: int) -> int:
    """Return the audits until the monitor trips, at most `most`."""
    monitor = AuditMonitor()
    while not monitor.has_tripped and monitor.audits < most:
        monitor = monitor.observe(is_wrong=chance.random() < rate)
    return monitor.audits


def _scored(state: LearningState, fresh: Sequence[Example], wrong: Sequence[bool]) -> list[tuple[float, bool]]:
    return [(state.confidence(each.values), not label) for each, label in zip(fresh, wrong, strict=True)]


def _lane(state: LearningState, fresh: Sequence[Example], wrong: Sequence[bool]) -> _Lane:
    if state.certificate is None or state.certified is None:
        return _Lane(0.0, 0.0, 0.0)
    threshold = state.certificate.threshold
    within = [at for at, each in enumerate(fresh) if state.certified.score(each.values) >= threshold]
    if not within:
        return _Lane(0.0, 0.0, 0.0)
    return _Lane(
        len(within) / len(fresh), fmean(wrong[at] for at in within), fmean(fresh[at].is_faulty for at in within)
    )


def _best_share(fresh: Sequence[Example]) -> float:
    """The largest lane of somebody who knows the truth: all that is sound, and faults up to 5 % of the lane."""
    sound = sum(not each.is_faulty for each in fresh)
    return min(len(fresh), sound / 0.95) / len(fresh)


def _auroc(scored: Sequence[tuple[float, bool]]) -> float:
    ordered = sorted(scored)
    positives = sum(label for _, label in ordered)
    ranks = sum(rank for rank, (_, label) in enumerate(ordered, 1) if label)
    return (ranks - positives * (positives + 1) / 2) / (positives * (len(ordered) - positives))


def _brier_skill(scored: Sequence[tuple[float, bool]]) -> float:
    base = fmean(label for _, label in scored)
    return 1 - fmean((score - label) ** 2 for score, label in scored) / (base * (1 - base))


def _queue_gain(state: LearningState, fresh: Sequence[Example]) -> float:
    """Faults among the first fifth of the queue, against a queue in order of arrival."""
    items = [
        QueueItem(at, 1.0 - state.confidence(each.values), 1.0, "routine", 10, 0.0, 2.0)
        for at, each in enumerate(fresh)
    ]
    first = review_order(items, "bench")[: len(items) // 5]
    found = fmean(fresh[position.unit].is_faulty for position in first)
    return found / fmean(each.is_faulty for each in fresh)
