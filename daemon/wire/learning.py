"""What was learned from decisions, on the wire."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AnalystRecord:
    """The trust in an analyst: overall with its band, the four components, what its record says."""

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
    average_quality: float | None
    strength: str
    trend: str
    state: str


@dataclass(frozen=True, slots=True)
class CertificateInfo:
    """The licence of the auto lane: of the best `mass` of the queue, `wrong` of `labels` were wrong."""

    mass: float
    threshold: float
    labels: int
    wrong: int
    alpha: float
    delta: float
    model: str
    evidence: str
    until: int


@dataclass(frozen=True, slots=True)
class CalibrationPoint:
    """Labels of similar confidence: what was predicted, what share was accepted, and how many they are."""

    predicted: float
    accepted: float
    labels: int


@dataclass(frozen=True, slots=True)
class ServingModel:
    """Which model gives the confidence, and the evidence that the other one is better: from 20 on it may replace it."""

    serving: str
    challenger: str
    evidence: float
    is_decided: bool


@dataclass(frozen=True, slots=True)
class LaneRecord:
    """What the auto lane did: units accepted, audits open and answered, and whether audits suspended it."""

    certificate: str
    claim: str
    accepted: int
    open_audits: int
    audits: int
    wrong_audits: int
    is_suspended: bool
    is_forbidden: bool


@dataclass(frozen=True, slots=True)
class DrillRecord:
    """Answers to known items: faults planted and missed, sound items and those that were rejected all the same."""

    planted: int
    missed: int
    sound: int
    rejected: int


@dataclass(frozen=True, slots=True)
class DrillAnswer:
    """An answer of a drill: whether the item had a planted fault, and whether the reviewer accepted it."""

    unit: int
    planted: bool
    accepted: bool


@dataclass(frozen=True, slots=True)
class LearningStatus:
    """What the last cycle found. `lanes` counts the scored units of each lane; `at` is empty before the first cycle.

    `is_due` says that something changed since; `seq` is the last event that was folded; `changes` compares with the
    night before.
    """

    project: str
    at: str
    enabled: bool
    is_due: bool
    decisions: int
    seq: int
    next_look: int | None
    forecast: str
    is_auto_open: bool
    certificate: CertificateInfo | None
    lane: LaneRecord
    drill: DrillRecord
    calibration_error: float | None
    curve: tuple[CalibrationPoint, ...]
    models: ServingModel | None
    digest: str
    changes: tuple[str, ...]
    lanes: Mapping[str, int]
    analysts: tuple[AnalystRecord, ...]


@dataclass(frozen=True, slots=True)
class UnitConfidence:
    """Why a unit takes its lane; without a score, `lane` is the default one.

    `certificate` is set where the auto lane accepted the unit, `act` takes that back. `values` are its features.
    """

    unit: int
    lane: str
    confidence: float | None
    need: float | None
    reasons: tuple[str, ...]
    certificate: str = ""
    act: str | None = None
    values: Mapping[str, float] | None = None


@dataclass(frozen=True, slots=True)
class LearningOrder:
    """The job that runs a cycle."""

    job: str


@dataclass(frozen=True, slots=True)
class LearningChange:
    """Turn learning on or off, or let another model give the confidence; None leaves it."""

    enabled: bool | None = None
    model: str | None = None


@dataclass(frozen=True, slots=True)
class LearningEventInfo:
    """One row of the log that learning folds; a row of kind `arrived` is about many units, every other about one."""

    seq: int
    kind: str
    units: tuple[int, ...]
    samples: tuple[Mapping[str, float], ...]
    credit: float
    analyst: str
    certificate: str
    model: str
    day: float


@dataclass(frozen=True, slots=True)
class LearningEventPage:
    """Rows of the log in order, without those of undone decisions; `next` continues after them."""

    items: tuple[LearningEventInfo, ...]
    next: str | None
