"""Why a key does nothing now, in words."""

from daemon.wire.review import Proposal, Review
from daemon.wire.role import Permission
from tui.current_user import CurrentUser

WORDS = {
    **{word: word for word in ("approve", "reject", "edit", "merge", "skip", "flag", "comment")},
    "edit_outside": "edit",
    "reject_alike": "reject",
    "approve_alike": "approve",
}
OF_PROPOSALS = frozenset({"approve", "reject", "merge"})
NOT_YET = "The unit is still being read."
NO_PROPOSAL = "Nobody proposed another text; there is nothing to merge."
NOTHING_ALIKE = "No other unit is like this one."
NO_SPEC = "This unit has no spec yet."


def disabled_reason(review: Review | None, proposal: Proposal | None, action: str, person: CurrentUser) -> str | None:
    """Why one cannot do this to the unit, or to its proposal that is compared; None if one can."""
    if action in ("undo", "redo"):
        return None if person.may(Permission.DECIDE) else f"A {person.role.value} decides nothing."
    if action not in WORDS and action != "round_trip":
        return None
    if review is None:
        return NOT_YET
    if proposal is not None and proposal.state != "open" and action in OF_PROPOSALS:
        return f"This proposal was {proposal.state}."
    return _missing(review, action) or _refused(review, WORDS.get(action, ""))


def _missing(review: Review, action: str) -> str | None:
    if action == "merge" and not any(proposal.state == "open" for proposal in review.proposals):
        return NO_PROPOSAL
    if action.endswith("_alike") and review.item.alike < 2:
        return NOTHING_ALIKE
    if action in ("comment", "round_trip") and review.deck.spec is None:
        return NO_SPEC
    return None


def _refused(review: Review, word: str) -> str | None:
    can = next((can for can in review.can if can.kind == word), None)
    return None if can is None or can.allowed else f"{can.why} {can.hint}".strip()
