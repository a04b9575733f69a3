"""Yes, this spec says what its SQL says."""

from dataclasses import dataclass, replace
from typing import ClassVar

from engine.review.decide import Situation
from engine.review.policy import Approvals
from engine.review.refusal import Refusal
from engine.review.standing import Approval, Standing, State, Waiver


@dataclass(frozen=True, slots=True)
class Approve:
    """One yes to one text; what is not proved needs a reason that is recorded as a waiver."""

    kind: ClassVar[str] = "approve"
    permission: ClassVar[str] = "decide"
    spec: str
    waiver: str | None = None

    def apply(self, standing: Standing, situation: Situation) -> Standing:
        needed = situation.policy.approvals(situation.risk)
        _same_text(self.spec, standing)
        _not_twice(standing, situation.actor)
        _not_ones_own(standing, situation.actor, needed)
        waiver = _waiver(self.waiver, standing, situation)
        approvals = (*standing.approvals, Approval(situation.actor, standing.spec))
        if len(approvals) < needed.n:
            return replace(standing, state=State.IN_REVIEW, approvals=approvals, waiver=waiver, reason=None)
        return replace(
            standing, state=State.APPROVED, approvals=approvals, waiver=waiver, reason=None, approved=standing.spec
        )


def _same_text(spec: str, standing: Standing) -> None:
    if spec != standing.spec:
        raise Refusal("stale", "The spec changed while you looked at it.", "Look at the new text, then decide.")
    if standing.state is State.DRIFTED:
        raise Refusal("drifted", "The SQL changed; this spec is of the old text.", "Wait until it is converted again.")
    if standing.state is State.PROPOSED:
        raise Refusal("unchecked", "No verdict is known yet.", "Wait until the proof is done.")


def _not_twice(standing: Standing, actor: str) -> None:
    if standing.approved == standing.spec:
        raise Refusal("approved", "This text is approved already.", "Nothing is left to do.")
    if any(approval.actor == actor for approval in standing.approvals):
        raise Refusal(
            "twice", "You approved this already; a second yes must come from somebody else.", "Flag it for them."
        )


def _not_ones_own(standing: Standing, actor: str, needed: Approvals) -> None:
    if needed.distinct and standing.author == actor:
        raise Refusal("own", "You wrote this text, so your yes does not count.", "Flag it for a second reviewer.")


def _waiver(reason: str | None, standing: Standing, situation: Situation) -> Waiver | None:
    if standing.verdict == "proved":
        return None
    if standing.verdict not in situation.policy.waivable:
        sentence = f"The verdict is {standing.verdict}: that cannot be waived."
        raise Refusal("verdict", sentence, "Edit the spec until it is proved, or reject it.")
    if standing.waiver is not None and reason is None:
        return standing.waiver  # a second reviewer joins the waiver that is recorded
    if not (reason or "").strip():
        sentence = f"The verdict is {standing.verdict}, not proved: approving it needs a reason."
        raise Refusal("waiver", sentence, "Give the reason; it is recorded with your name.")
    if "waive" not in situation.permissions:
        raise Refusal("permission", "You may not waive a missing proof.", "Ask an admin, who may.")
    return Waiver(situation.actor, str(reason))
