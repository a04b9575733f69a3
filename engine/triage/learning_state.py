"""What was learned so far: a fold over learning events, the same whenever the same events are folded."""

import hashlib
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.triage.certificates.audit_monitor import AuditMonitor
from engine.triage.certificates.certificate import ALPHA, Certificate, RankedLabel, certified_mass, due_look
from engine.triage.drift_watch import DriftWatch
from engine.triage.learning_events import AuditMade, DecisionMade, LearningEvent, ModelPromoted, UnitArrived
from engine.triage.logged_event import REGRESSION, TREE
from engine.triage.models.calibration import CalibrationCurve, OnlinePlatt, fitted_platt, isotonic_curve
from engine.triage.models.cross_fit import cross_fit
from engine.triage.models.frozen_model import FrozenModel, freeze
from engine.triage.models.model_contest import ModelContest
from engine.triage.models.online_models import (
    OnlineClassifier,
    ScaledRegression,
    acceptance,
    adaptive_tree,
    logistic_regression,
    warm_started,
)
from engine.triage.models.ridge_regression import feature_matrix, fit_ridge
from engine.trust.track_record import TrackRecords

SAMPLE = 400  # units of the queue that fix the thresholds
REFRESH = 50  # labels between two fits of the champion and of its calibration
FEWEST = 30  # labels that a fit needs
WINDOW = 2000  # labels that fits look back on


@dataclass(frozen=True, slots=True)
class TrainingLabel:
    """A label, with the score that the tree gave it before it learned it."""

    seq: int
    unit: int
    values: Mapping[str, float]
    accepted: bool
    tree_score: float


@dataclass(slots=True)
class LearningState:
    """The models and what was learned about them; `events` counts what was folded."""

    champion: ScaledRegression = field(default_factory=logistic_regression)
    challenger: OnlineClassifier = field(default_factory=adaptive_tree)
    serving: str = REGRESSION  # which of the two gives the confidence
    platt: OnlinePlatt = field(default_factory=OnlinePlatt)
    curve: CalibrationCurve | None = None  # what the diagram shows beside the scaling
    contest: ModelContest = field(default_factory=ModelContest)
    drift: DriftWatch = field(default_factory=DriftWatch)
    analysts: TrackRecords = field(default_factory=TrackRecords)
    window: deque[TrainingLabel] = field(default_factory=lambda: deque(maxlen=WINDOW))
    unseen: tuple[tuple[float, bool], ...] = ()  # labels scored by models that did not see them, as of the last fit
    sample: deque[Mapping[str, float]] = field(default_factory=lambda: deque(maxlen=SAMPLE))
    labels: tuple[RankedLabel, ...] = ()  # evidence for the next certificate, as of the last fit
    counted: int = 0  # decisions since the evidence began
    evidence_from: int = 0  # the last event that is too old to be evidence
    looks: int = 0
    certificate: Certificate | None = None
    certified: FrozenModel | None = None
    monitor: AuditMonitor = field(default_factory=AuditMonitor)
    suspended_at: int | None = None
    decisions: int = 0
    events: int = 0
    seq: int = 0

    @property
    def is_auto_open(self) -> bool:
        """Whether a valid certificate licenses the auto lane now."""
        return self.certificate is not None and self.suspended_at is None

    def confidence(self, values: Mapping[str, float]) -> float:
        """Return the calibrated probability that a careful reviewer accepts a unit without a change."""
        return self.platt.probability(acceptance(self.serving_model, values))

    @property
    def serving_model(self) -> OnlineClassifier:
        """The model that gives the confidence."""
        if self.serving == TREE:
            return self.challenger
        return self.champion

    @property
    def queue(self) -> list[Mapping[str, float]]:
        """The sample that fixes the thresholds; without logged arrivals it is what was decided on."""
        return list(self.sample) or [each.values for each in self.window]

    def step(self, event: LearningEvent) -> None:
        """Fold one event; predictions are made before their label is learned."""
        match event:
            case UnitArrived(values=values):
                self.sample.append(values)
            case DecisionMade():
                self._learn(event)
            case AuditMade():
                self._audit(event)
            case ModelPromoted(model=model):
                self.serving, self.contest = model, ModelContest()
                self._refresh()
        self.events += 1
        self.seq = event.seq

    def _learn(self, event: DecisionMade) -> None:
        values = dict(sorted(event.values.items()))  # a tree's sums depend on the order
        score, other = acceptance(self.champion, values), acceptance(self.challenger, values)
        serving, challenging = (score, other) if self.serving == REGRESSION else (other, score)
        self.platt = self.platt.learn(serving, accepted=event.accepted)
        self.contest = self.contest.observe(serving, challenging, accepted=event.accepted)
        self.drift.observe(event.seq, serving, accepted=event.accepted)
        self.analysts.observe(event.analyst, event.earned, event.day)
        self.window.append(TrainingLabel(event.seq, event.unit, values, event.accepted, other))
        self.champion.learn_one(values, event.accepted)
        self.challenger.learn_one(values, event.accepted)
        self.decisions += 1
        self.counted += 1
        look = due_look(self.counted, self.looks)
        if look is not None or self.decisions % REFRESH == 0:
            self._refresh()
        if look is not None:
            self.looks += 1
            self._certify(look.delta, event.seq)

    def _audit(self, event: AuditMade) -> None:
        """Audits are evidence about the certificate under which they were drawn; too many wrong ones suspend it."""
        if self.certificate is None or self.suspended_at is not None or event.certificate != self.certificate.id:
            return
        self.monitor = self.monitor.observe(is_wrong=not event.accepted)
        if self.monitor.has_tripped:
            self.suspended_at = self.evidence_from = event.seq
            self.labels, self.counted, self.looks = (), 0, 0

    def _refresh(self) -> None:
        """Fit the champion and the calibration to the window."""
        if len(self.window) < FEWEST:
            return
        rows, accepted = [each.values for each in self.window], [each.accepted for each in self.window]
        names = self.champion.names
        self.champion = warm_started(fit_ridge(feature_matrix(rows, names), accepted), names, len(rows))
        crossed = cross_fit(rows, accepted, self.queue, names, [each.seq for each in self.window])
        self.labels = tuple(
            RankedLabel(rank, not label.accepted)
            for rank, label in zip(crossed.ranks, self.window, strict=True)
            if label.seq > self.evidence_from
        )
        scores = crossed.scores if self.serving == REGRESSION else [each.tree_score for each in self.window]
        self.unseen = tuple(zip(scores, accepted, strict=True))
        self.platt, self.curve = fitted_platt(self.unseen), isotonic_curve(self.unseen)

    def _certify(self, delta: float, seq: int) -> None:
        """Grant a certificate for the largest mass that passes; a look that fails leaves an older one in force."""
        passed = certified_mass(self.labels, delta)
        if passed is None:
            return
        self.certified = freeze(self.champion, self.queue)
        self.monitor, self.suspended_at = AuditMonitor(), None
        self.certificate = Certificate(
            mass=passed.mass,
            threshold=self.certified.pool.threshold(passed.mass),
            labels=passed.labels,
            wrong=passed.wrong,
            alpha=ALPHA,
            delta=delta,
            model=self.certified.digest,
            evidence=_digest(self.labels),
            until=seq,
        )


def fold(events: Iterable[LearningEvent], state: LearningState | None = None) -> LearningState:
    """Return the state after these events; a given state is changed and returned."""
    folded = LearningState() if state is None else state
    for event in events:
        folded.step(event)
    return folded


def probe(state: LearningState, units: Iterable[Mapping[str, float]]) -> str:
    """Return a hash of what the state says about units: equal states give equal hashes, pickles may not."""
    digest = hashlib.blake2b(digest_size=16)
    for values in units:
        answers = (state.confidence(values), acceptance(state.champion, values), acceptance(state.challenger, values))
        digest.update(",".join(float(each).hex() for each in answers).encode())
    certificate = state.certificate.id if state.certificate else ""
    digest.update(f"{certificate};{state.is_auto_open};{state.events};{state.seq}".encode())
    return digest.hexdigest()


def _digest(labels: Iterable[RankedLabel]) -> str:
    joined = ";".join(f"{label.rank.hex()}{'-' if label.is_wrong else '+'}" for label in labels)
    return hashlib.blake2b(joined.encode(), digest_size=12).hexdigest()
