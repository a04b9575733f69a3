"""Reassign: name the people who should review a unit."""

from dataclasses import dataclass, replace
from typing import ClassVar

from engine.review.affected_people import newly_asked
from engine.review.decide import DecisionContext
from engine.review.decision_rule import ANYTHING, DecisionRule
from engine.review.refusal import Refusal
from engine.review.standing import Standing


@dataclass(frozen=True, slots=True)
class Reassign:
    """Replace the people who are asked to review; an empty list removes the assignment."""

    kind: ClassVar[str] = "assign"
    permission: ClassVar[str] = "decide"
    is_counted: ClassVar[bool] = False
    asked: tuple[str, ...] = ()

    def apply(self, standing: Standing, situation: DecisionContext) -> Standing:  # noqa: ARG002 - every decision is asked alike
        asked = tuple(dict.fromkeys(self.asked))
        if asked == standing.asked:
            raise Refusal("unchanged", "It is already assigned like that.", "There is nothing left to do.")
        return replace(standing, asked=asked)


RULE = DecisionRule(
    decision=Reassign,
    from_facts=lambda facts: Reassign(facts.asked),
    attempt=lambda standing: Reassign((*standing.asked, ANYTHING)),
    notifies=lambda before, after: {"assigned": newly_asked(before, after)},
)
