"""These people should look at it."""

from dataclasses import dataclass, replace
from typing import ClassVar

from engine.review.decide import DecisionContext
from engine.review.refusal import Refusal
from engine.review.standing import Standing


@dataclass(frozen=True, slots=True)
class Reassign:
    """The people who are asked from now on, in place of those before; nobody takes the assignment away."""

    kind: ClassVar[str] = "assign"
    permission: ClassVar[str] = "decide"
    asked: tuple[str, ...] = ()

    def apply(self, standing: Standing, situation: DecisionContext) -> Standing:  # noqa: ARG002 - every decision is asked alike
        asked = tuple(dict.fromkeys(self.asked))
        if asked == standing.asked:
            raise Refusal("unchanged", "It is assigned like that already.", "Nothing is left to do.")
        return replace(standing, asked=asked)
