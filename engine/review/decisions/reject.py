"""Reject, with a reason."""

from dataclasses import dataclass, replace
from typing import ClassVar

from engine.review.affected_people import notify_touched
from engine.review.decide import DecisionContext, require_permission
from engine.review.decision_rule import DecisionFacts, DecisionRule, ReplacementText
from engine.review.decisions.edit import require_new_text
from engine.review.refusal import Refusal
from engine.review.standing import ReviewState, Standing

REJECTION_REASONS = (
    "wrong meaning",
    "wrong pattern",
    "wrong name",
    "wrong entity",
    "too raw",
    "not idiomatic",
    "missing part",
    "outdated",
    "other",
)


@dataclass(frozen=True, slots=True)
class Reject:
    """Reject with a reason from the taxonomy.

    With `send_back` it requests changes instead of closing. With a correction it is an edit that sends back: the
    corrected text is in review, for somebody else to approve.
    """

    kind: ClassVar[str] = "reject"
    permission: ClassVar[str] = "decide"
    is_counted: ClassVar[bool] = True
    reason: str
    send_back: bool = False
    correction: ReplacementText | None = None

    def apply(self, standing: Standing, situation: DecisionContext) -> Standing:
        require_known_reason(self.reason)
        if self.correction is not None:
            return _corrected(self.correction, standing, situation, self.reason)
        state = ReviewState.CHANGES_REQUESTED if self.send_back else ReviewState.REJECTED
        if standing.state is state:
            said = "sent back" if self.send_back else "rejected"
            raise Refusal("rejected", f"This is already {said}.", "There is nothing left to do.")
        return replace(standing, state=state, approvals=(), waiver=None, reason=self.reason, approved=None)


@dataclass(frozen=True, slots=True)
class RejectProposal:
    """Reject one proposal; the text in review does not change."""

    kind: ClassVar[str] = "reject"
    permission: ClassVar[str] = "decide"
    is_counted: ClassVar[bool] = True
    reason: str

    def apply(self, standing: Standing, situation: DecisionContext) -> Standing:  # noqa: ARG002 - every decision is asked alike
        require_known_reason(self.reason)
        return standing


def require_known_reason(reason: str) -> None:
    """Refuse a reason outside the taxonomy, because it could not be counted or learned from."""
    if reason not in REJECTION_REASONS:
        raise Refusal("reason", f"{reason!r} is not a known reason.", f"One of: {', '.join(REJECTION_REASONS)}.")


def _corrected(correction: ReplacementText, standing: Standing, situation: DecisionContext, reason: str) -> Standing:
    require_permission("correct a spec", "edit", situation)
    require_new_text(standing, correction.base, correction.spec)
    text = standing.with_text(correction.spec, correction.verdict, situation.actor)
    return replace(text, state=ReviewState.CHANGES_REQUESTED, reason=reason, approved=None)


def _from_facts(facts: DecisionFacts) -> Reject | RejectProposal:
    if facts.offer is not None:
        return RejectProposal(facts.reason)
    return Reject(facts.reason, facts.send_back, facts.text)


RULE = DecisionRule(
    decision=Reject,
    from_facts=_from_facts,
    attempt=lambda _standing: Reject(REJECTION_REASONS[0]),
    notifies=notify_touched,
    overrules=True,
)
