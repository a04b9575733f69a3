"""Flag: ask somebody else to review."""

from dataclasses import dataclass, replace
from typing import ClassVar

from engine.review.affected_people import newly_asked
from engine.review.decide import DecisionContext
from engine.review.decision_rule import DecisionRule
from engine.review.refusal import Refusal
from engine.review.standing import ReviewState, Standing


@dataclass(frozen=True, slots=True)
class Flag:
    """Ask for a second reviewer: the named people, or anybody except the actor."""

    kind: ClassVar[str] = "flag"
    permission: ClassVar[str] = "comment"
    is_counted: ClassVar[bool] = False
    asked: tuple[str, ...] = ()

    def apply(self, standing: Standing, situation: DecisionContext) -> Standing:
        if situation.actor in self.asked:
            raise Refusal("own", "You cannot be your own second reviewer.", "Name somebody else, or nobody.")
        asked = tuple(dict.fromkeys((*standing.asked, *self.asked)))
        if standing.state is ReviewState.FLAGGED and asked == standing.asked:
            raise Refusal("flagged", "It is already flagged for them.", "There is nothing left to do.")
        return replace(standing, state=ReviewState.FLAGGED, asked=asked)


RULE = DecisionRule(
    decision=Flag,
    from_facts=lambda facts: Flag(facts.asked),
    attempt=lambda _standing: Flag(),
    notifies=lambda before, after: {"flagged": newly_asked(before, after)},
)
