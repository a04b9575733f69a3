"""What is known about two scripts."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ProblemKind(StrEnum):
    """Why a script is not proved."""

    MISSING = "missing"
    ADDED = "added"
    ORDER = "order"
    LEFT_OUT = "left_out"


@dataclass(frozen=True, slots=True)
class ScriptProblem:
    """One reason, with the numbers of the original's statements that it is about."""

    kind: ProblemKind
    sentence: str
    statements: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ScriptVerdict:
    """Proved if nothing stands against it: every statement once, and dependent ones in their order."""

    statements: int
    problems: tuple[ScriptProblem, ...] = ()

    @property
    def is_proved(self) -> bool:
        return not self.problems
