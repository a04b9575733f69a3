"""Deciding on one unit: one word, one act, one transaction."""

from daemon.server.review import act_replies as told
from daemon.server.review.act_replies import UnitResult
from daemon.server.review.apply_decision import apply_decision
from daemon.server.review.decision_context import check_revision, situation_for, unit_in_review
from daemon.server.review.decision_input import DecisionInput, DecisionMaker
from daemon.wire.decision import Act
from store import WriteTransaction
from store.codebase import conversions
from store.review import acts


def decide_unit(
    tx: WriteTransaction, voice: DecisionMaker, conversion: int, say: DecisionInput, revision: int | None = None
) -> Act:
    """Say a word of one unit; a Refusal tells why it does not count, a ConflictError that somebody moved first."""
    project = conversions.get(tx, conversion).project
    unit = check_revision(unit_in_review(tx, conversion, project), revision)
    situation = situation_for(tx, voice, unit)
    act = acts.start(tx, project, voice.actor, say.kind)
    apply_decision(tx, act.id, voice, unit, say, situation)
    return told.act_reply(tx, acts.finish(tx, act, 1, 1), voice.actor, [UnitResult(conversion)])
