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
    OBLIGATION = "obligation"


@dataclass(frozen=True, slots=True)
class ScriptProblem:
    """One reason, with the numbers of the original's statements that it is about."""

    kind: ProblemKind
    sentence: str
    statements: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ScriptVerdict:
    """Proved if it has no problems: every statement once, and dependent ones in their order."""

    statements: int
    problems: tuple[ScriptProblem, ...] = ()

    @property
    def is_proved(self) -> bool:
        return not self.problems

    @property
    def word(self) -> str:
        """Return the verdict as commands print it."""
        if self.is_proved:
            return "proved"
        if all(problem.kind is ProblemKind.OBLIGATION for problem in self.problems):
            return "proved-if"
        return "unverified"

    @property
    def unproved(self) -> tuple[ScriptProblem, ...]:
        """The problems other than statements that no spec can hold."""
        return tuple(problem for problem in self.problems if problem.kind is not ProblemKind.LEFT_OUT)
