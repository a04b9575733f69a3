"""Why an action on a unit is unavailable."""

from daemon.wire.decision_kinds import DESCRIPTORS
from daemon.wire.review import Proposal, Review

KINDS = {
    **{kind: kind for kind in DESCRIPTORS},
    "edit_outside": "edit",
    "approve_alike": "approve",
    "approve_copies": "approve",
    "reject_alike": "reject",
}
"""The kind of decision of each action."""
ON_PROPOSALS = frozenset(kind for kind, descriptor in DESCRIPTORS.items() if "proposal" in descriptor.fields)
ABOUT_THE_PERSON = "review.permission"
"""The code of a refusal that does not depend on the text."""
NEEDS_SPEC = frozenset({"comment", "round_trip"})
NOT_READ = "The unit is still being read."
NO_PROPOSAL = "There is no proposal to merge."
NONE_ALIKE = "No other unit is like this one."
NO_SPEC = "This unit has no spec yet."


def disabled_reason(review: Review | None, proposal: Proposal | None, action: str) -> str | None:
    """Return why an action on a unit or its compared proposal is unavailable; None if it is available."""
    if action not in KINDS and action not in NEEDS_SPEC:
        return None
    if review is None:
        return NOT_READ
    if proposal is not None and proposal.state != "open" and action in ON_PROPOSALS:
        return f"This proposal was {proposal.state}."
    return _missing(review, action) or _refusal(review, proposal, KINDS.get(action, ""))


def unproved_verdict(review: Review, proposal: Proposal | None) -> str:
    """Return the verdict for which an approval of what is shown needs a reason; empty if it needs none."""
    shown = proposal or review.item
    if shown.verdict == "proved" or (proposal is None and review.waiver):
        return ""
    return shown.verdict


def _missing(review: Review, action: str) -> str | None:
    if action == "merge" and not any(proposal.state == "open" for proposal in review.proposals):
        return NO_PROPOSAL
    if action.endswith("_alike") and review.item.alike < 2:
        return NONE_ALIKE
    if action in NEEDS_SPEC and review.deck.spec is None:
        return NO_SPEC
    return None


def _refusal(review: Review, proposal: Proposal | None, kind: str) -> str | None:
    """Return the daemon's reason against a kind of decision; a proposal is another text than the one in review."""
    answer = next((answer for answer in review.can if answer.kind == kind), None)
    if answer is None or answer.allowed:
        return None
    if proposal is not None and kind in ON_PROPOSALS and answer.code != ABOUT_THE_PERSON:
        return None
    return f"{answer.why} {answer.hint}".strip()
