"""One cycle of learning: labels in, a report out that says what is known and how much of it opens what.

The state is folded from all labels each time: it depends on nothing but them, so that two cycles over the same labels
give the same digest.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from engine.triage.calibration import calibration_error
from engine.triage.certificate import LOOKS
from engine.triage.features import FEATURES
from engine.triage.forecast import forecast
from engine.triage.lanes import LaneInput, choose_lane
from engine.triage.learning_events import DecisionMade, UnitArrived
from engine.triage.learning_state import LearningState, fold, probe
from engine.triage.online_models import strongest_reasons
from engine.trust.analyst_trust import AnalystOutcome, AnalystTrust
from engine.trust.consequences import state as analyst_state
from engine.trust.strength import strength
from engine.trust.trend import trend

_REASONS = {feature.name: feature.reason for feature in FEATURES}
ALLOWED_SECONDS = 120.0  # for one answer of an analyst


@dataclass(frozen=True, slots=True)
class ReviewLabel:
    """A decision as learning sees it: `accepted` is 1 approved, 0.5 approved after a change, 0 rejected."""

    decision: int
    unit: int
    analyst: str
    accepted: float
    values: Mapping[str, float]
    day: float


@dataclass(frozen=True, slots=True)
class WaitingUnit:
    """A unit that nobody has decided about."""

    unit: int
    values: Mapping[str, float]
    is_proved: bool
    has_risk_words: bool


@dataclass(frozen=True, slots=True)
class UnitScore:
    """What learning says of a waiting unit."""

    unit: int
    confidence: float
    need: float
    lane: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnalystReport:
    """The record of an analyst, as a row of a table."""

    analyst: str
    overall: float
    low: float
    high: float
    accuracy: float
    reliability: float
    consistency: float
    timeliness: float
    outcomes: int
    approval_rate: float | None
    strength: str
    trend: str
    state: str


@dataclass(frozen=True, slots=True)
class CycleReport:
    """What one cycle found."""

    decisions: int
    next_look: int | None
    digest: str
    calibration_error: float | None
    is_auto_open: bool
    certificate: Mapping[str, Any] | None
    forecast: str
    scores: tuple[UnitScore, ...]
    analysts: tuple[AnalystReport, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return asdict(self)


def run_cycle(labels: Sequence[ReviewLabel], waiting: Sequence[WaitingUnit]) -> CycleReport:
    """Learn from all labels, in the order of the decisions, and score what waits."""
    state = fold(_events(labels, waiting))
    return CycleReport(
        decisions=state.decisions,
        next_look=LOOKS[state.looks].labels if state.looks < len(LOOKS) else None,
        digest=probe(state, [each.values for each in labels]),
        calibration_error=calibration_error(list(state.window)) if state.window else None,
        is_auto_open=state.is_auto_open,
        certificate=state.certificate.to_json() if state.certificate else None,
        forecast=_forecast(state, len(waiting)),
        scores=tuple(_score(state, unit) for unit in waiting),
        analysts=tuple(analyst_reports(labels)),
    )


def analyst_reports(labels: Iterable[ReviewLabel]) -> list[AnalystReport]:
    """Return the record of each analyst, by name."""
    outcomes: dict[str, list[AnalystOutcome]] = {}
    for label in labels:
        outcome = AnalystOutcome(
            label.accepted, is_valid=True, quality=label.accepted, seconds=0.0,
            allowed_seconds=ALLOWED_SECONDS, at_day=label.day,
        )  # fmt: skip
        outcomes.setdefault(label.analyst, []).append(outcome)
    return [_analyst_report(name, outcomes[name]) for name in sorted(outcomes)]


def _events(labels: Sequence[ReviewLabel], waiting: Sequence[WaitingUnit]) -> Iterable[UnitArrived | DecisionMade]:
    """What waits is the sample that fixes the thresholds; where nothing waits, what was decided about is."""
    sample = [(unit.unit, unit.values) for unit in waiting] or [(label.unit, label.values) for label in labels]
    yield from (UnitArrived(0, unit, values) for unit, values in sample)
    yield from (DecisionMade(each.decision, each.unit, each.values, each.accepted == 1.0) for each in labels)


def _forecast(state: LearningState, waiting: int) -> str:
    found = forecast(state.labels, state.decisions, state.looks, waiting)
    if found is not None:
        return found.sentence
    if state.looks >= len(LOOKS):
        return "All looks at the labels are taken; the certificate stays as it is."
    missing = max(0, LOOKS[state.looks].labels - state.decisions)
    return f"Nothing opens before {LOOKS[state.looks].labels} reviews; {missing} are missing."


def _score(state: LearningState, unit: WaitingUnit) -> UnitScore:
    confidence = state.confidence(unit.values)
    certified = state.certified.score(unit.values) if state.certified is not None and state.is_auto_open else None
    threshold = state.certificate.threshold if state.certificate is not None and state.is_auto_open else None
    chosen = choose_lane(
        LaneInput(confidence, 1.0 - confidence, unit.is_proved, unit.has_risk_words, certified, threshold)
    )
    return UnitScore(unit.unit, confidence, 1.0 - confidence, chosen.lane.value, _reasons(state, unit, chosen.reasons))


def _reasons(state: LearningState, unit: WaitingUnit, lane_reasons: tuple[str, ...]) -> tuple[str, ...]:
    """Why this lane, then what lowered the confidence most."""
    if not state.decisions:
        return lane_reasons
    against = [_REASONS.get(name, name) for name, moved in strongest_reasons(state.champion, unit.values) if moved < 0]
    return (*lane_reasons, *against)


def _analyst_report(name: str, outcomes: Sequence[AnalystOutcome]) -> AnalystReport:
    trust = AnalystTrust()
    for outcome in outcomes:
        trust = trust.observe(outcome)
    low, high = trust.band
    return AnalystReport(
        analyst=name,
        overall=trust.overall,
        low=low,
        high=high,
        accuracy=trust.accuracy.mean,
        reliability=trust.reliability.mean,
        consistency=trust.consistency.mean,
        timeliness=trust.timeliness.mean,
        outcomes=trust.outcomes,
        approval_rate=trust.approval_rate,
        strength=strength(trust.overall),
        trend=trend([outcome.quality for outcome in outcomes]).value,
        state=analyst_state(trust).value,
    )
