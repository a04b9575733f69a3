"""Merge: combine two edits, or the text in review and parts of a proposal."""

from dataclasses import dataclass, replace
from typing import ClassVar

from engine.review.affected_people import notify_touched
from engine.review.decide import DecisionContext
from engine.review.decision_rule import ANYTHING, DecisionFacts, DecisionRule
from engine.review.decisions.edit import require_new_text
from engine.review.standing import ReviewState, Standing


@dataclass(frozen=True, slots=True)
class Merge:
    """The merged text and its verdict. Everyone who wrote part of it is an author and cannot approve it.

    `other` is the person whose text was merged into the one in review, None if no person wrote it.
    """

    kind: ClassVar[str] = "merge"
    permission: ClassVar[str] = "edit"
    is_counted: ClassVar[bool] = False
    base: str | None
    spec: str
    verdict: str
    other: str | None = None

    def apply(self, standing: Standing, situation: DecisionContext) -> Standing:
        require_new_text(standing, self.base, self.spec)
        others = {*standing.authors, self.other or situation.actor} - {situation.actor}
        merged = standing.with_text(self.spec, self.verdict, situation.actor, *sorted(others))
        return replace(merged, state=ReviewState.IN_REVIEW)


def _from_facts(facts: DecisionFacts) -> Merge:
    text = facts.required_text()
    if facts.offer is None:
        return Merge(text.base, text.spec, text.verdict)
    return Merge(text.base, text.spec, text.verdict, facts.offer.author)


RULE = DecisionRule(
    decision=Merge,
    from_facts=_from_facts,
    attempt=lambda standing: Merge(standing.spec, ANYTHING, "proved"),
    notifies=notify_touched,
    overrules=True,
)
