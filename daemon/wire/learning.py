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
class LearningStatus:
    """What the last cycle found. `lanes` counts the scored units of each lane; `at` is empty before the first cycle."""

    project: str
    at: str
    decisions: int
    next_look: int | None
    forecast: str
    is_auto_open: bool
    certificate: CertificateInfo | None
    calibration_error: float | None
    digest: str
    lanes: Mapping[str, int]
    analysts: tuple[AnalystRecord, ...]


@dataclass(frozen=True, slots=True)
class UnitConfidence:
    """Why a unit takes its lane; without a score, `lane` is the default one."""

    unit: int
    lane: str
    confidence: float | None
    need: float | None
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LearningOrder:
    """The job that runs a cycle."""

    job: str
