"""What a cycle of learning reports: what is known, and how much of it opens what."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from engine.triage.certificates.certificate import LOOKS
from engine.triage.certificates.forecast import forecast
from engine.triage.feature_drift import LARGE, stability_index
from engine.triage.features import FEATURES
from engine.triage.learning_state import LearningState, probe
from engine.triage.logged_event import REGRESSION, TREE
from engine.triage.models.calibration import calibration_error
from engine.trust.analyst_report import AnalystReport, analyst_report

PROBES = 40  # units that the digest asks the models about
ENOUGH = 50  # units on both sides, before a feature may be said to have moved
CURVE_BINS = 10
MOST_DRIFTS = 5  # that a report names


@dataclass(frozen=True, slots=True)
class ModelReport:
    """Which model gives the confidence, and the evidence that the other one is better."""

    serving: str
    challenger: str
    evidence: float  # as a factor: from 20 on the challenger may be promoted
    is_decided: bool


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Labels of similar confidence: what was predicted, what share was accepted, and how many they are."""

    predicted: float
    accepted: float
    labels: int


@dataclass(frozen=True, slots=True)
class CycleReport:
    """What one cycle found."""

    decisions: int
    next_look: int | None
    digest: str
    seq: int
    calibration_error: float | None
    curve: tuple[CurvePoint, ...]
    is_auto_open: bool
    certificate: Mapping[str, Any] | None
    certificate_id: str
    suspended_at: int | None
    audits: int
    wrong_audits: int
    forecast: str
    drift: tuple[Mapping[str, Any], ...]
    moved_features: tuple[str, ...]
    models: ModelReport
    analysts: tuple[AnalystReport, ...]

    def to_json(self) -> dict[str, Any]:
        """Return the report as plain values."""
        return asdict(self)


def cycle_report(state: LearningState, waiting: int) -> CycleReport:
    """Return what a state knows; `waiting` is how many units nobody has decided about."""
    pairs = _calibrated(state)
    return CycleReport(
        decisions=state.decisions,
        next_look=state.decisions - state.counted + LOOKS[state.looks].labels if state.looks < len(LOOKS) else None,
        digest=state_digest(state),
        seq=state.seq,
        calibration_error=calibration_error(pairs) if pairs else None,
        curve=_curve(pairs),
        is_auto_open=state.is_auto_open,
        certificate=state.certificate.to_json() if state.certificate else None,
        certificate_id=state.certificate.id if state.certificate else "",
        suspended_at=state.suspended_at,
        audits=state.monitor.audits,
        wrong_audits=state.monitor.wrong,
        forecast=_forecast(state, waiting),
        drift=tuple({"seq": each.seq, "stream": each.stream} for each in state.drift.found[-MOST_DRIFTS:]),
        moved_features=tuple(_moved_features(state)),
        models=_models(state),
        analysts=tuple(analyst_report(name, record) for name, record in sorted(state.analysts.by_analyst.items())),
    )


def state_digest(state: LearningState) -> str:
    """Return a hash of what a state says about the units it saw last."""
    recent = [each.values for each in state.window][-PROBES:]
    return probe(state, [*recent, *list(state.sample)[-PROBES:]])


def _calibrated(state: LearningState) -> list[tuple[float, bool]]:
    """Return labels with the confidence that models which did not see them give."""
    return [(state.platt.probability(score), accepted) for score, accepted in state.unseen]


def _curve(pairs: Sequence[tuple[float, bool]]) -> tuple[CurvePoint, ...]:
    ordered, size = sorted(pairs), max(1, -(-len(pairs) // CURVE_BINS))
    bins = [ordered[start : start + size] for start in range(0, len(ordered), size)]
    return tuple(
        CurvePoint(sum(score for score, _ in each) / len(each), sum(label for _, label in each) / len(each), len(each))
        for each in bins
    )


def _forecast(state: LearningState, waiting: int) -> str:
    found = forecast(state.labels, state.counted, state.looks, waiting)
    if found is not None:
        return found.sentence
    if state.looks >= len(LOOKS):
        return "All looks at the labels are taken; the certificate stays as it is."
    missing = max(0, LOOKS[state.looks].labels - state.counted)
    return f"The auto lane opens after {LOOKS[state.looks].labels} reviews at the earliest; {missing} are missing."


def _moved_features(state: LearningState) -> list[str]:
    before, after = [each.values for each in state.window], list(state.sample)
    if min(len(before), len(after)) < ENOUGH:
        return []
    columns = ((each, *([row.get(each.name, 0.0) for row in side] for side in (before, after))) for each in FEATURES)
    return [each.reason for each, old, new in columns if stability_index(old, new) > LARGE]


def _models(state: LearningState) -> ModelReport:
    other = TREE if state.serving == REGRESSION else REGRESSION
    return ModelReport(state.serving, other, state.contest.factor, state.contest.is_decided)
