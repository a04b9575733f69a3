"""All that learning carries, as a fold over learning events: the same events give the same state, to the last bit."""

import hashlib
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from engine.triage.audit_monitor import AuditMonitor
from engine.triage.calibration import CalibrationCurve, OnlinePlatt, fitted_platt, isotonic_curve
from engine.triage.certificate import ALPHA, Certificate, RankedLabel, certified_mass, due_look
from engine.triage.frozen_model import FrozenModel, freeze
from engine.triage.learning_events import AuditMade, DecisionMade, LearningEvent, UnitArrived
from engine.triage.model_contest import ModelContest
from engine.triage.online_models import OnlineClassifier, acceptance, adaptive_tree, logistic_regression

SAMPLE = 400  # units of the queue that fix the thresholds
REFRESH = 50  # labels between two snapshots that rank the next ones, and between two fits of the calibration
RECENT = 250  # labels that the scaling is fitted to: older predictions are those of a younger model
WINDOW = 2000  # labels that the isotonic curve is fitted to


@dataclass(slots=True)
class LearningState:
    """The models and what was learned about them; `events` counts what was folded."""

    champion: OnlineClassifier = field(default_factory=logistic_regression)
    challenger: OnlineClassifier = field(default_factory=adaptive_tree)
    platt: OnlinePlatt = field(default_factory=OnlinePlatt)
    curve: CalibrationCurve | None = None  # what the diagram shows beside the scaling
    contest: ModelContest = field(default_factory=ModelContest)
    window: deque[tuple[float, bool]] = field(default_factory=lambda: deque(maxlen=WINDOW))
    sample: deque[Mapping[str, float]] = field(default_factory=lambda: deque(maxlen=SAMPLE))
    ranking: FrozenModel | None = None  # ranks the labels to come
    labels: list[RankedLabel] = field(default_factory=list)
    looks: int = 0
    certificate: Certificate | None = None
    certified: FrozenModel | None = None
    monitor: AuditMonitor = field(default_factory=AuditMonitor)
    decisions: int = 0
    events: int = 0
    seq: int = 0

    @property
    def is_auto_open(self) -> bool:
        """Whether a valid certificate licenses the auto lane now."""
        return self.certificate is not None and not self.monitor.has_tripped

    def confidence(self, values: Mapping[str, float]) -> float:
        """Return the calibrated probability that a careful reviewer accepts a unit without a change."""
        return self.platt.probability(acceptance(self.champion, values))

    def step(self, event: LearningEvent) -> None:
        """Fold one event; predictions are made before their label is learned."""
        match event:
            case UnitArrived(values=values):
                self.sample.append(values)
            case DecisionMade():
                self._learn(event)
            case AuditMade(accepted=accepted):
                self.monitor = self.monitor.observe(is_wrong=not accepted)
        self.events += 1
        self.seq = event.seq

    def _learn(self, event: DecisionMade) -> None:
        values = dict(event.values)
        if self.ranking is not None:
            self.labels.append(RankedLabel(self.ranking.rank(values), not event.accepted))
        score, other = acceptance(self.champion, values), acceptance(self.challenger, values)
        self.platt = self.platt.learn(score, accepted=event.accepted)
        self.contest = self.contest.observe(score, other, accepted=event.accepted)
        self.window.append((score, event.accepted))
        self.champion.learn_one(values, event.accepted)
        self.challenger.learn_one(values, event.accepted)
        self.decisions += 1
        self._refresh(event.seq)

    def _refresh(self, seq: int) -> None:
        look = due_look(self.decisions, self.looks)
        if look is not None:
            self.looks += 1
            self._certify(look.delta, seq)
        if self.decisions % REFRESH == 0 and self.sample:
            self.ranking = freeze(self.champion, self.sample)
            self.platt = fitted_platt(list(self.window)[-RECENT:])
            self.curve = isotonic_curve(self.window)

    def _certify(self, delta: float, seq: int) -> None:
        """Grant a certificate for the largest mass that passes; a look that fails leaves an older one in force."""
        passed = certified_mass(self.labels, delta)
        if passed is None or not self.sample:
            return
        self.certified = freeze(self.champion, self.sample)
        self.monitor = AuditMonitor()
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
    return digest.hexdigest()


def _digest(labels: Iterable[RankedLabel]) -> str:
    joined = ";".join(f"{label.rank.hex()}{'-' if label.is_wrong else '+'}" for label in labels)
    return hashlib.blake2b(joined.encode(), digest_size=12).hexdigest()
