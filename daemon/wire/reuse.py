"""Copies of a unit, and how to get its spec with the least work."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class UnitCopy:
    """A unit that is equal to another but for names."""

    unit: int
    kind: str
    name: str
    path: str
    state: str
    verdict: str


@dataclass(frozen=True, slots=True)
class UnitCopies:
    """The copies of a unit, by number, without the unit itself."""

    unit: int
    items: tuple[UnitCopy, ...]


@dataclass(frozen=True, slots=True)
class ReuseSteps:
    """A plan. `tier` is adapt, propose, pattern or fresh; `source` is the unit or the pattern that is reused.

    `steps` say what was tried, in order; `spec` is the adapted spec, which is proved; `proposal` offers it.
    """

    unit: int
    tier: str
    source: str
    likeness: float
    steps: tuple[str, ...]
    spec: str | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)
    proposal: int | None = None
