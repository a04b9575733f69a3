"""Learning events as they are logged, sent and exported: flat rows, each with one or more events."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from engine.triage.learning_events import (
    LIFTER,
    AuditMade,
    DecisionMade,
    LearningEvent,
    ModelPromoted,
    UnitArrived,
)

REGRESSION, TREE = MODELS = ("regression", "tree")  # the models by name; the first one serves from the start


class LoggedKind(StrEnum):
    """What a row says."""

    ARRIVED = "arrived"
    DECIDED = "decided"
    AUDITED = "audited"
    PROMOTED = "promoted"
    DRILLED = "drilled"  # an answer to a known item: nothing that a model learns from


@dataclass(frozen=True, slots=True)
class LoggedEvent:
    """One row of the log. `units` and `samples` are the units that arrived, with their features; of other rows, one."""

    seq: int
    kind: str
    units: tuple[int, ...] = ()
    samples: tuple[Mapping[str, float], ...] = ()
    credit: float = 0.0  # 1 approved, 0.5 approved after a change, 0 rejected
    analyst: str = LIFTER
    certificate: str = ""
    model: str = ""
    day: float = 0.0


def learning_events(row: LoggedEvent) -> Iterator[LearningEvent]:
    """Return the events of a row."""
    first = zip(row.units, row.samples, strict=True)
    match row.kind:
        case LoggedKind.ARRIVED:
            yield from (UnitArrived(row.seq, unit, values) for unit, values in first)
        case LoggedKind.DECIDED:
            for unit, values in first:
                yield DecisionMade(row.seq, unit, values, row.credit == 1.0, row.analyst, row.credit, row.day)
        case LoggedKind.AUDITED:
            for unit, values in first:
                yield AuditMade(row.seq, unit, values, row.credit == 1.0, row.certificate)
        case LoggedKind.PROMOTED:
            yield ModelPromoted(row.seq, row.model)


def all_events(rows: Iterable[LoggedEvent]) -> Iterator[LearningEvent]:
    """Return the events of a log, in its order."""
    for row in rows:
        yield from learning_events(row)
