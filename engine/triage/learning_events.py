"""What the models learn from, as facts of the journal: a unit arrived, a decision was made, an audit came back."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UnitArrived:
    """A converted unit waits; its features join the sample of the queue that fixes the thresholds."""

    seq: int
    unit: int
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """One decision of a person, however many units it covered; the label is that of one of them, drawn by its hash."""

    seq: int
    unit: int
    values: Mapping[str, float]
    accepted: bool  # without a change


@dataclass(frozen=True, slots=True)
class AuditMade:
    """A person looked at a unit that the auto lane had accepted."""

    seq: int
    unit: int
    values: Mapping[str, float]
    accepted: bool


LearningEvent = UnitArrived | DecisionMade | AuditMade
