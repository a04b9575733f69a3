"""Approve: the spec means what its SQL means."""

from dataclasses import dataclass, replace
from typing import ClassVar

from engine.review.affected_people import notify_touched
from engine.review.decide import AUTO_LANE, DecisionContext
from engine.review.decision_rule import ANYTHING, DecisionFacts, DecisionRule, OfferedText
from engine.review.policies.policy import ApprovalRule
from engine.review.refusal import Refusal
from engine.review.standing import Approval, ReviewState, Standing, Waiver


@dataclass(frozen=True, slots=True)
class Approve:
    """One approval of one text; a text that is not proved needs a reason, which is recorded as a waiver.

    `spec` is the text in review that the reviewer saw. With an offer, the offered text replaces it and is approved.
    `obligations` are the open ones of a text that is proved only if they hold.
    """

    kind: ClassVar[str] = "approve"
    permission: ClassVar[str] = "decide"
    is_counted: ClassVar[bool] = True
    spec: str | None
    waiver: str | None = None
    offer: OfferedText | None = None
    obligations: tuple[str, ...] | None = None

    def apply(self, standing: Standing, situation: DecisionContext) -> Standing:
        needed = situation.policy.approvals(situation.risk)
        if self.spec != standing.spec:
            raise Refusal("stale", "The spec changed while you were reviewing it.", "Review the new text, then decide.")
        text = _adopted(standing, self.offer)
        spec = _something(text)
        _by_whom(text, situation, needed)
        waiver = self._waiver(text, situation)
        yes = replace(text, approvals=(*text.approvals, Approval(situation.actor, spec)), waiver=waiver, reason=None)
        if len(yes.approvals) < needed.n:
            return replace(yes, state=ReviewState.IN_REVIEW)
        return replace(yes, state=ReviewState.APPROVED, approved=spec)

    def _waiver(self, text: Standing, situation: DecisionContext) -> Waiver | None:
        if text.verdict == "proved":
            return None
        _waivable(text, situation)
        if text.waiver is not None and self.waiver is None:
            return text.waiver  # a second reviewer joins the existing waiver
        if not (self.waiver or "").strip():
            sentence = f"The verdict is {text.verdict}, not proved: approving it needs a reason."
            raise Refusal("waiver", sentence, "Give the reason; it is recorded with your name.")
        if "waive" not in situation.permissions:
            sentence = f"You may not waive a missing proof.{situation.lost('waive')}"
            raise Refusal("permission", sentence, "Ask an admin, who may.")
        return Waiver(situation.actor, str(self.waiver), self.obligations)


def _adopted(standing: Standing, offer: OfferedText | None) -> Standing:
    if offer is None or offer.spec == standing.spec:
        return standing
    return replace(standing.with_text(offer.spec, offer.verdict, offer.author), state=ReviewState.IN_REVIEW)


def _something(text: Standing) -> str:
    if text.spec is None:
        raise Refusal("no_spec", "This unit has no spec to approve.", "Correct its SQL, or write a spec for it.")
    if text.state is ReviewState.PROPOSED:
        sentence = "Its SQL has an error, so its meaning is unknown."
        raise Refusal("unchecked", sentence, "Correct the SQL, or reject the unit.")
    if text.state is ReviewState.APPROVED:
        raise Refusal("approved", "This text is already approved.", "There is nothing left to do.")
    return text.spec


def _by_whom(text: Standing, situation: DecisionContext, needed: ApprovalRule) -> None:
    if situation.actor == AUTO_LANE:
        _by_itself(text, situation, needed)
    if any(approval.actor == situation.actor for approval in text.approvals):
        sentence = "You already approved this; the second approval must come from somebody else."
        raise Refusal("twice", sentence, "Flag it for them.")
    if needed.distinct and situation.actor in text.authors:
        raise Refusal("own", "You wrote this text, so you cannot approve it.", "Flag it for a second reviewer.")


def _by_itself(text: Standing, situation: DecisionContext, needed: ApprovalRule) -> None:
    """Refuse the auto lane unless the text is proved, untouched, free of risk words and needs one approval."""
    if not situation.policy.auto_lane:
        raise Refusal("auto", "The policy forbids the auto lane.", "A person must review it.")
    if text.verdict != "proved" or text.author is not None or text.state is not ReviewState.CONVERTED:
        sentence = "Only a proved lift that nobody has decided on may be approved automatically."
        raise Refusal("auto", sentence, "A person must review it.")
    if situation.held or situation.risk or needed.n > 1:
        words = ", ".join(dict.fromkeys((*situation.held, *situation.risk))) or f"{needed.n} approvals are required"
        raise Refusal("auto", f"The policy requires a person to review it ({words}).", "A person must review it.")


def _waivable(text: Standing, situation: DecisionContext) -> None:
    if text.verdict not in situation.policy.waivable:
        sentence = f"The verdict is {text.verdict}: that cannot be waived."
        raise Refusal("verdict", sentence, "Edit the spec until it is proved, or reject it.")


def _from_facts(facts: DecisionFacts) -> Approve:
    return Approve(facts.standing.spec, facts.waiver, facts.offer, facts.obligations)


RULE = DecisionRule(
    decision=Approve,
    from_facts=_from_facts,
    attempt=lambda standing: Approve(standing.spec, waiver=ANYTHING),
    notifies=notify_touched,
    overrules=True,
)
