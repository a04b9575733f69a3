"""Undo an act, and redo it: each unit has an outcome of its own."""

from collections.abc import Callable

from daemon.server.review import act_replies
from daemon.server.review.act_replies import UnitResult
from daemon.server.review.apply_decision import store_standing
from daemon.server.review.decision_context import UnitInReview, context_for, unit_in_review
from daemon.server.review.decision_maker import DecisionMaker
from daemon.server.review.teach import unteach
from daemon.wire.decision import Act
from daemon.wire.decision_kinds import DESCRIPTORS
from engine.review import decide as engine
from engine.review.decide import DecisionContext
from engine.review.decision_quota import check_quota
from engine.review.decision_rules import COUNTED_KINDS, RULES
from engine.review.refusal import Refusal
from engine.review.standing import Standing
from store import WriteTransaction
from store.codebase import conversion_row, conversions
from store.core import journal, times
from store.core.errors import MissingError
from store.review import acts, comments, decisions, notices, policies, proposals
from store.review.decisions import DecisionRow

UndoStep = Callable[[WriteTransaction, DecisionMaker, acts.ActRow, DecisionRow, int], None]


def undo(tx: WriteTransaction, maker: DecisionMaker, project: str, name: str | None = None) -> Act:
    """Undo an act, or the latest of this person. Units that changed since stay as they are, with the reason."""
    act = _latest_act(tx, maker, project) if name is None else acts.get(tx, project, name)
    if act.word in {acts.UNDO, acts.REDO}:
        raise Refusal("no_decision", f"That act is itself an {act.word}.", "Undo or redo the act that it was about.")
    in_effect = [each for each in decisions.list_of_act(tx, act.id) if not each.undone]
    if not in_effect:
        raise Refusal("undone", "This act is undone already.", "Do it again with: specdeck review redo")
    return _carry_out(tx, maker, acts.start(tx, project, maker.actor, acts.UNDO, act.id), act, in_effect, _undo_one)


def redo(tx: WriteTransaction, maker: DecisionMaker, project: str, name: str | None = None) -> Act:
    """Redo an act that was undone, or the latest undo of this person, unless they decided something since.

    Only the person who undid it may redo it: otherwise an approval that its author withdrew could be restored in
    their name.
    """
    undone = _latest_undo(tx, maker, project) if name is None else _undo_named(tx, project, name)
    if undone.actor != maker.actor:
        raise Refusal("not_yours", "Somebody else undid this.", "Decide again; then it is your decision.")
    act = acts.get(tx, project, undone.undoes or "")
    again = [each for each in reversed(decisions.list_of_act(tx, act.id)) if each.undone == undone.number]
    redoing = acts.start(tx, project, maker.actor, acts.REDO, act.id)
    done = _carry_out(tx, maker, redoing, act, again, _redo_one)
    if done.changed:
        acts.set_undone(tx, undone, undone=True)
    return done


def _latest_act(tx: WriteTransaction, maker: DecisionMaker, project: str) -> acts.ActRow:
    act = acts.find_undoable(tx, project, maker.actor)
    if act is None:
        raise Refusal("nothing", "You have nothing to undo.", "Name the act: specdeck review undo ACT")
    return act


def _latest_undo(tx: WriteTransaction, maker: DecisionMaker, project: str) -> acts.ActRow:
    undone, latest = acts.find_redoable(tx, project, maker.actor), acts.find_newest(tx, project, maker.actor)
    if undone is None or (latest is not None and latest.number > undone.number):
        raise Refusal("nothing", "You have nothing to redo.", "Decide again, or name the act.")
    return undone


def _undo_named(tx: WriteTransaction, project: str, name: str) -> acts.ActRow:
    act = acts.get(tx, project, name)
    undone = act if act.word == acts.UNDO else acts.find_undo_of(tx, act)
    if undone is None or undone.undone:
        raise Refusal("nothing", "This act is not undone, or was redone already.", "Look at the unit.")
    return undone


def _carry_out(
    tx: WriteTransaction,
    maker: DecisionMaker,
    doing: acts.ActRow,
    act: acts.ActRow,
    about: list[DecisionRow],
    step: UndoStep,
) -> Act:
    results: list[UnitResult] = []
    made = _made_today(tx, maker, doing.project)
    for decision in about:
        result = _one(tx, maker, doing, decision, step, made)
        made += result.refused is None and _counts_today(tx, doing, decision)
        results.append(result)
    changed = sum(result.refused is None for result in results)
    if not changed:
        acts.delete(tx, doing)
        if len(results) == 1 and results[0].refused is not None:
            raise results[0].refused
        return act_replies.preview_reply(tx, doing.word, maker.actor, doing.at, results)
    acts.set_undone(tx, act, undone=doing.word == acts.UNDO)
    return act_replies.act_reply(tx, acts.finish(tx, doing, len(results), changed), maker.actor, results)


def _made_today(tx: WriteTransaction, maker: DecisionMaker, project: str) -> int:
    if policies.get(tx, project).quota is None:
        return 0
    return policies.count_decisions_today(tx, project, maker.actor)


def _counts_today(tx: WriteTransaction, doing: acts.ActRow, decision: DecisionRow) -> bool:
    """Whether a redone decision counts as one more that its author made today."""
    if doing.word != acts.REDO or decision.word not in COUNTED_KINDS:
        return False
    return decision.actor == doing.actor and decision.at >= times.to_text(tx.now)[: len("2026-11-21")]


def _one(
    tx: WriteTransaction, maker: DecisionMaker, doing: acts.ActRow, decision: DecisionRow, step: UndoStep, made: int
) -> UnitResult:
    try:
        with tx.part():
            step(tx, maker, doing, decision, made)
    except (Refusal, MissingError) as refused:
        return UnitResult(decision.conversion, refused)
    return UnitResult(decision.conversion)


def _undo_one(tx: WriteTransaction, maker: DecisionMaker, doing: acts.ActRow, decision: DecisionRow, made: int) -> None:
    unit, context = _require_unchanged(tx, maker, doing, decision, made)
    if decision.actor != maker.actor:
        _require_permission_for_others(decision, context)
    standing = engine.undo_decision(unit.standing, decision.before, decision.after)
    if decision.proposal is not None:
        _settle_again(tx, decision.proposal, _settled_state(decision), proposals.OPEN)
    if DESCRIPTORS[decision.word].is_comment:
        comments.take_back(tx, decision.id)
    _record(tx, maker, doing, decision, unit, standing)
    notices.notify(tx, notices.UNDONE, decision.conversion, maker.actor, [decision.actor], decision.id)


def _redo_one(tx: WriteTransaction, maker: DecisionMaker, doing: acts.ActRow, decision: DecisionRow, made: int) -> None:
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
) -> None:
    """Store the standing, mark the decision, and record both in the journal."""
    event, undone = "unit.redone", 0
    if doing.word == acts.UNDO:
        event, undone = "unit.undone", doing.number
    decisions.set_undone(tx, decision.id, undone)
    unteach(tx, decision.id, decision.conversion, undone=bool(undone))
    store_standing(tx, unit, standing, settled=decision.proposal is not None)
    about = {"act": doing.id, "about": decision.act, "decision": decision.id, "word": decision.word}
    facts = {"from": unit.standing.state, "to": standing.state, "spec": standing.spec, "verdict": standing.verdict}
    subject = conversion_row.unit_subject(decision.conversion)
    journal.append(tx, event, subject, {**about, **facts, "approved": standing.approved}, maker.actor)
    conversions.catch_up(tx, decision.conversion)
