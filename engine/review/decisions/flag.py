"""Somebody else should look."""

from dataclasses import dataclass, replace
from typing import ClassVar

from engine.review.decide import Situation
from engine.review.refusal import Refusal
from engine.review.standing import Standing, State


@dataclass(frozen=True, slots=True)
class Flag:
    """Ask for a second reviewer: the named people, or anybody but the one who asks."""

    kind: ClassVar[str] = "flag"
    permission: ClassVar[str] = "comment"
    asked: tuple[str, ...] = ()

    def apply(self, standing: Standing, situation: Situation) -> Standing:
        if situation.actor in self.asked:
            raise Refusal("own", "You cannot be your own second reviewer.", "Name somebody else, or nobody.")
        asked = tuple(dict.fromkeys((*standing.asked, *self.asked)))
        if standing.state is State.FLAGGED and asked == standing.asked:
            raise Refusal("flagged", "It is flagged for them already.", "Nothing is left to do.")
        return replace(standing, state=State.FLAGGED, asked=asked)
