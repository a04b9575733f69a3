"""A unit that mining looks at."""

from dataclasses import dataclass
from typing import Any

from engine.source.unit import Unit


@dataclass(frozen=True, slots=True)
class MinedUnit:
    """A converted unit: its place, its SQL and its spec, as text and as a model."""

    path: str
    line: int
    unit: Unit
    text: str
    spec: Any


@dataclass(frozen=True, slots=True)
class MinedInstance:
    """A unit that a candidate derives again, with its parameters; the derived spec is proved to mean the unit's SQL."""

    unit: MinedUnit
    parameters: dict[str, str]
