"""Which words a person may say of a unit now, and why not the others: found by trying each."""

from collections.abc import Iterator

from engine.review.decide import Decision, DecisionContext, decide
from engine.review.decisions.approve import Approve
from engine.review.decisions.assign import Reassign
from engine.review.decisions.comment import AddComment
from engine.review.decisions.edit import Edit
from engine.review.decisions.flag import Flag
from engine.review.decisions.merge import Merge
from engine.review.decisions.reject import REJECTION_REASONS, Reject
from engine.review.decisions.skip import Skip
from engine.review.refusal import Refusal
from engine.review.standing import Standing

_ANYTHING = "anything"  # some reason, text or remark: that one must be given is asked for when it is said


def allowed_decisions(standing: Standing, situation: DecisionContext) -> tuple[tuple[str, Refusal | None], ...]:
    """Each word with None, or with the refusal that it would meet."""
    return tuple((decision.kind, _refusal(standing, decision, situation)) for decision in _tries(standing))


def _tries(standing: Standing) -> Iterator[Decision]:
    yield Approve(standing.spec, waiver=_ANYTHING)
    yield Reject(REJECTION_REASONS[0])
    yield Edit(standing.spec, _ANYTHING, "proved")
    yield Merge(standing.spec, _ANYTHING, "proved")
    yield Skip()
    yield Flag()
    yield AddComment(_ANYTHING)
    yield Reassign((*standing.asked, _ANYTHING))


def _refusal(standing: Standing, decision: Decision, situation: DecisionContext) -> Refusal | None:
    try:
        decide(standing, decision, situation)
    except Refusal as refusal:
        return refusal
    return None
