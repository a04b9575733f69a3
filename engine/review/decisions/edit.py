"""Edit: a person's new text for the spec, checked like any other proposal."""

from dataclasses import dataclass, replace
from typing import ClassVar

from engine.review.affected_people import notify_touched
from engine.review.decide import DecisionContext
from engine.review.decision_rule import ANYTHING, DecisionFacts, DecisionRule
from engine.review.refusal import Refusal
from engine.review.standing import ReviewState, Standing


@dataclass(frozen=True, slots=True)
class Edit:
    """The new text and its verdict; earlier approvals were of another text and are dropped."""

    kind: ClassVar[str] = "edit"
    permission: ClassVar[str] = "edit"
    is_counted: ClassVar[bool] = False
    base: str | None
    spec: str
    verdict: str

    def apply(self, standing: Standing, situation: DecisionContext) -> Standing:
        require_new_text(standing, self.base, self.spec)
        return replace(standing.with_text(self.spec, self.verdict, situation.actor), state=ReviewState.IN_REVIEW)


def require_new_text(standing: Standing, base: str | None, spec: str) -> None:
    """Refuse a text that was based on another one, or that changes nothing."""
    if base != standing.spec:
        raise Refusal("stale", "The spec changed while you edited it.", "Merge your text with the new one.")
    if spec == standing.spec:
        raise Refusal("unchanged", "Your text is the text that is there.", "Nothing is left to do.")


def _from_facts(facts: DecisionFacts) -> Edit:
    text = facts.required_text()
    return Edit(text.base, text.spec, text.verdict)


RULE = DecisionRule(
    decision=Edit,
    from_facts=_from_facts,
    attempt=lambda standing: Edit(standing.spec, ANYTHING, "proved"),
    notifies=notify_touched,
    overrules=True,
)
