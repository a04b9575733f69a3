"""What the lift of one unit gives."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.lift.origin import Origin, Path
from engine.lift.ownership import Relations

if TYPE_CHECKING:
    from engine.spec.file import SpecFile


@dataclass(frozen=True, slots=True)
class Counts:
    """How much of a unit some step or key accounts for."""

    statements: int = 0
    raw: int = 0
    tokens: int = 0
    opaque_tokens: int = 0

    @property
    def structured(self) -> int:
        return self.statements - self.raw


@dataclass(frozen=True, slots=True)
class Lifted:
    """A unit as a spec, where each part comes from (in characters of the unit's file), and what was counted."""

    spec: SpecFile
    origins: dict[Path, Origin] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)
    relations: Relations = field(default_factory=Relations)  # what the body of a routine writes and reads
    refused: str | None = None  # why the body of a routine could not be taken apart and is one raw step
