"""Undo or redo one decision of an act: the unit must still be as the decision left it."""

from dataclasses import replace

from daemon.server.review.decisions.apply_decision import EarlierStandings, store_standing
from daemon.server.review.decisions.decision_context import UnitInReview, context_for, unit_in_review
from daemon.server.review.decisions.decision_maker import DecisionMaker
from daemon.server.review.teach import unteach
from daemon.wire.decision_kinds import DESCRIPTORS
from engine.review import decide as engine
from engine.review.decide import DecisionContext
from engine.review.decision_rules import COUNTED_KINDS, RULES
from engine.review.policies.decision_quota import check_quota
from engine.review.refusal import Refusal
from engine.review.standing import ReviewState, Standing
from store import WriteTransaction
from store.codebase import conversion_row, conversions
from store.core import journal
from store.review import acts, comments, decisions, notices, proposals
from store.review.decisions import DecisionRow


def undo_decision(
    tx: WriteTransaction, maker: DecisionMaker, doing: acts.ActRow, decision: DecisionRow, made: int
) -> None:
    """Restore what was before a decision."""
    unit, context = _require_unchanged(tx, maker, doing, decision, made)
    if decision.actor != maker.actor:
        _require_permission_for_others(decision, context)
    reopened = _reopened(unit, decision)
    standing = engine.undo_decision(reopened or unit.standing, decision.before, decision.after)
    if decision.proposal is not None:
        _settle_again(tx, decision.proposal, _settled_state(decision), proposals.OPEN)
    if DESCRIPTORS[decision.word].is_comment:
        comments.take_back(tx, decision.id)
    _record(tx, maker, doing, decision, unit, standing, unit.review.before[:-1] if reopened else None)
    notices.notify(tx, notices.UNDONE, decision.conversion, maker.actor, [decision.actor], decision.id)


def redo_decision(
    tx: WriteTransaction, maker: DecisionMaker, doing: acts.ActRow, decision: DecisionRow, made: int
) -> None:
    """Restore what a decision did, if the policy still allows it."""
    unit, context = _require_unchanged(tx, maker, doing, decision, made)
    if decision.word in COUNTED_KINDS:
        check_quota(context.policy, context.made)
    standing = engine.redo_decision(unit.standing, decision.before, decision.after, context)
    if decision.proposal is not None:
        _settle_again(tx, decision.proposal, proposals.OPEN, _settled_state(decision))
    if DESCRIPTORS[decision.word].is_comment:
        comments.put_back(tx, decision.id)
    _record(tx, maker, doing, decision, unit, standing)


def _require_unchanged(
    tx: WriteTransaction, maker: DecisionMaker, doing: acts.ActRow, decision: DecisionRow, made: int
) -> tuple[UnitInReview, DecisionContext]:
    """Return the unit and the context, if this person may decide like that and the SQL is still the same."""
    unit = unit_in_review(tx, decision.conversion, doing.project)
    context = context_for(tx, maker, unit, made)
    engine.require_permission(f"{doing.word} this ({decision.word})", RULES[decision.word].permission, context)
    if decision.sql != unit.conversion.sql and decision.before != decision.after:
        hint = "Look at the current SQL, then decide again."
        raise Refusal("moved_on", f"Its SQL changed since, and it is now {unit.review.state}.", hint)
    return unit, context


def _reopened(unit: UnitInReview, decision: DecisionRow) -> Standing | None:
    """Return the standing of a unit before a proof or a trial reopened it; its decisions can still be undone."""
    if unit.standing.state is not ReviewState.DRIFTED or decision.after.state is ReviewState.DRIFTED:
        return None
    last = unit.review.before[-1:]
    if not last or last[0].sql != unit.conversion.sql or last[0].standing.spec != unit.standing.spec:
        return None
    return replace(last[0].standing, asked=unit.standing.asked)


def _require_permission_for_others(decision: DecisionRow, context: DecisionContext) -> None:
    if DESCRIPTORS[decision.word].is_comment:
        raise Refusal("not_yours", "Only its author can undo a comment.", "Answer it instead.")
    engine.require_permission("undo somebody else's decision", "decide", context)


def _settled_state(decision: DecisionRow) -> str:
    return DESCRIPTORS[decision.word].settles_as or proposals.OPEN


def _settle_again(tx: WriteTransaction, proposal: int, former: str, state: str) -> None:
    now = proposals.get(tx, proposal).state
    if now != former:
        raise Refusal("moved_on", f"The proposal was {former} and is now {now}.", "Look at the unit again.")
    proposals.set_state(tx, proposal, state)


def _record(
    tx: WriteTransaction,
    maker: DecisionMaker,
    doing: acts.ActRow,
    decision: DecisionRow,
    unit: UnitInReview,
    standing: Standing,
    before: EarlierStandings | None = None,
) -> None:
    """Store the standing, mark the decision, and record both in the journal."""
    event, undone = "unit.redone", 0
    if doing.word == acts.UNDO:
        event, undone = "unit.undone", doing.number
    decisions.set_undone(tx, decision.id, undone)
    unteach(tx, decision.id, decision.conversion, undone=bool(undone))
    store_standing(tx, unit, standing, settled=decision.proposal is not None, before=before)
    about = {"act": doing.id, "about": decision.act, "decision": decision.id, "word": decision.word}
    facts = {"from": unit.standing.state, "to": standing.state, "spec": standing.spec, "verdict": standing.verdict}
    subject = conversion_row.unit_subject(decision.conversion)
    journal.append(tx, event, subject, {**about, **facts, "approved": standing.approved}, maker.actor)
    conversions.catch_up(tx, decision.conversion)
