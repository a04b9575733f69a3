"""The people whom a change of a unit's standing affects."""

from engine.review.decision_rule import Notices, People
from engine.review.standing import Standing

DECIDED = "decided"


def notify_nobody(_before: Standing, _after: Standing) -> Notices:
    """Return no notices: the decision affects nobody else."""
    return {}


def notify_touched(before: Standing, after: Standing) -> Notices:
    """Notify the authors of a text that changed or was settled, and those whose approvals fell."""
    left = {approval.actor for approval in after.approvals}
    fallen = tuple(approval.actor for approval in before.approvals if approval.actor not in left)
    if (after.state, after.spec) != (before.state, before.spec):
        fallen = (*authors(before), *fallen)
    return {DECIDED: tuple(dict.fromkeys(fallen))}


def newly_asked(before: Standing, after: Standing) -> People:
    """Return the people who are asked now and were not before."""
    return tuple(person for person in after.asked if person not in before.asked)


def authors(standing: Standing) -> People:
    """Return the authors of the text in review, sorted."""
    return tuple(sorted(standing.authors))
