"""Escalate: a kind of decision that a test adds."""

from dataclasses import dataclass, replace
from typing import ClassVar

from engine.review.affected_people import notify_nobody
from engine.review.decide import DecisionContext
from engine.review.decision_rule import DecisionRule
from engine.review.refusal import Refusal
from engine.review.standing import ReviewState, Standing


@dataclass(frozen=True, slots=True)
class Escalate:
    """Leave it for later; it stays in the inbox, behind units that were not skipped."""

    kind: ClassVar[str] = "escalate"
    permission: ClassVar[str] = "decide"
    is_counted: ClassVar[bool] = False

    def apply(self, standing: Standing, situation: DecisionContext) -> Standing:
        if standing.final or standing.state is ReviewState.SKIPPED:
            raise Refusal("final", f"This is {standing.state}; there is nothing to skip.", "Undo the decision first.")
        return replace(standing, state=ReviewState.SKIPPED)


RULE = DecisionRule(
    decision=Escalate,
    from_facts=lambda _facts: Escalate(),
    attempt=lambda _standing: Escalate(),
    notifies=notify_nobody,
)
