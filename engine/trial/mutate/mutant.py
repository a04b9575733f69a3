"""A mutant, and the family of edits that it comes from."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from engine.trial.routine.body_view import BodyView
from engine.trial.routine.routine_text import RoutineText


@dataclass(frozen=True, slots=True)
class TextEdit:
    """Replace the characters from `start` to `end` of the body; `statement` is where it takes effect."""

    start: int
    end: int
    after: str


@dataclass(frozen=True, slots=True)
class MutantFamily:
    """A kind of mistake, and the edits that make it; `is_translator` marks those a converter makes."""

    name: str
    edits: Callable[[BodyView], Iterator[TextEdit]]
    is_translator: bool = False


@dataclass(frozen=True, slots=True)
class Mutant:
    """A routine with one mistake."""

    family: str
    is_translator: bool
    place: int
    before: str
    after: str
    routine: RoutineText

    def to_json(self) -> dict[str, Any]:
        """Return the mistake as plain values."""
        return {"family": self.family, "place": self.place, "before": self.before, "after": self.after}
