"""Skip: leave a unit for later."""

from dataclasses import dataclass, replace
from typing import ClassVar

from engine.review.affected_people import notify_nobody
from engine.review.decide import DecisionContext
from engine.review.decision_rule import DecisionRule
from engine.review.refusal import Refusal
from engine.review.standing import ReviewState, Standing


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave it for later; it stays in the inbox, behind units that were not skipped."""

    kind: ClassVar[str] = "skip"
    permission: ClassVar[str] = "decide"
    is_counted: ClassVar[bool] = False

    def apply(self, standing: Standing, situation: DecisionContext) -> Standing:  # noqa: ARG002 - every decision is asked alike
        if standing.final or standing.state is ReviewState.SKIPPED:
            raise Refusal("final", f"This is {standing.state}; there is nothing to skip.", "Undo the decision first.")
        return replace(standing, state=ReviewState.SKIPPED)


RULE = DecisionRule(
    decision=Skip,
    from_facts=lambda _facts: Skip(),
    attempt=lambda _standing: Skip(),
    notifies=notify_nobody,
)
