"""What the models learn from, as facts of the journal: a unit arrived, a decision was made, an audit came back."""

from collections.abc import Mapping
from dataclasses import dataclass

LIFTER = "lifter"


@dataclass(frozen=True, slots=True)
class UnitArrived:
    """A converted unit waits; its features join the sample of the queue that fixes the thresholds."""

    seq: int
    unit: int
    values: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class DecisionMade:
    """One decision of a person, however many units it covered; the label is that of the first of them.

    `credit` is what the analyst gets: 1 approved, 0.5 approved after a change, 0 rejected; None is 1 or 0 by the label.
    """

    seq: int
    unit: int
    values: Mapping[str, float]
    accepted: bool  # without a change
    analyst: str = LIFTER
    credit: float | None = None
    day: float = 0.0  # since the epoch

    @property
    def earned(self) -> float:
        """The credit of the analyst."""
        return float(self.accepted) if self.credit is None else self.credit


@dataclass(frozen=True, slots=True)
class AuditMade:
    """A person decided on a unit that the auto lane would have accepted and that was drawn for an audit."""

    seq: int
    unit: int
    values: Mapping[str, float]
    accepted: bool
    certificate: str = ""  # under which it was drawn


@dataclass(frozen=True, slots=True)
class ModelPromoted:
    """From here on this model gives the confidence."""

    seq: int
    model: str


LearningEvent = UnitArrived | DecisionMade | AuditMade | ModelPromoted
