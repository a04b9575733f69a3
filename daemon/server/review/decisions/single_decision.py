"""Decide on one unit: one decision, one act, one transaction."""

from daemon.server.review import act_replies
from daemon.server.review.act_replies import UnitResult
from daemon.server.review.decisions.apply_decision import apply_decision
from daemon.server.review.decisions.decision_context import check_revision, context_for, unit_in_review
from daemon.server.review.decisions.decision_input import DecisionInput
from daemon.server.review.decisions.decision_maker import DecisionMaker
from daemon.wire.decision import Act
from store import WriteTransaction
from store.codebase import conversions
from store.review import acts


def decide_unit(
    tx: WriteTransaction, maker: DecisionMaker, conversion: int, given: DecisionInput, revision: int | None = None
) -> Act:
    """Decide on one unit; raise a Refusal if the decision is not allowed, a ConflictError if the unit has changed."""
    project = conversions.get(tx, conversion).project
    unit = check_revision(unit_in_review(tx, conversion, project), revision)
    context = context_for(tx, maker, unit)
    act = acts.start(tx, project, maker.actor, given.kind)
    apply_decision(tx, act.id, maker, unit, given, context)
    return act_replies.act_reply(tx, acts.finish(tx, act, 1, 1), maker.actor, [UnitResult(conversion)])
