"""The result of lifting one unit."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from engine.lift.origin import Origin, Path
from engine.lift.routines.main_relation import UsedRelations

if TYPE_CHECKING:
    from engine.spec.document.file import SpecFile


@dataclass(frozen=True, slots=True)
class LiftCounts:
    """How much of a unit its steps and keys account for."""

    statements: int = 0
    raw: int = 0
    tokens: int = 0
    opaque_tokens: int = 0

    @property
    def structured(self) -> int:
        return self.statements - self.raw


@dataclass(frozen=True, slots=True)
class LiftResult:
    """A unit as a spec, with the origin of each part (in characters of the unit's file) and the counts."""

    spec: SpecFile
    origins: dict[Path, Origin] = field(default_factory=dict)
    counts: LiftCounts = field(default_factory=LiftCounts)
    relations: UsedRelations = field(default_factory=UsedRelations)  # what the body of a routine writes and reads
    refused: str | None = None  # why the body of a routine is one raw step
