"""Taking an act back, and doing it again: each unit stands or falls alone."""

from collections.abc import Callable

from daemon.server.review import act_replies as told
from daemon.server.review.act_replies import UnitResult
from daemon.server.review.apply_decision import store_standing
from daemon.server.review.decision_context import UnitInReview, situation_for, unit_in_review
from daemon.server.review.decision_input import DecisionMaker
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


def undo(tx: WriteTransaction, voice: DecisionMaker, project: str, name: str | None = None) -> Act:
    """Take an act back; without a name one's own latest. What somebody moved since stays, with the reason."""
    act = acts.find_undoable(tx, project, voice.actor) if name is None else acts.get(tx, project, name)
    if act is None:
        raise Refusal("nothing", "There is nothing of yours to take back.", "Name the act: specdeck review undo ACT.")
    if act.word in {acts.UNDO, acts.REDO}:
        raise Refusal("no_decision", f"That was itself an {act.word}.", "Undo the act it was about, or redo it.")
    standing = [each for each in decisions.list_of_act(tx, act.id) if not each.undone]
    if not standing:
        raise Refusal("undone", "This was taken back already.", "specdeck review redo does it again.")
    return _carry_out(tx, voice, acts.start(tx, project, voice.actor, acts.UNDO, act.id), act, standing, _take_back)


def redo(tx: WriteTransaction, voice: DecisionMaker, project: str, name: str | None = None) -> Act:
    """Do again what one took back; without a name one's own latest undo, unless one decided something since.

    Only whoever took it back may do it again: else a yes that its giver withdrew could be given in their name.
    """
    undone = _latest_undo(tx, voice, project) if name is None else _undo_named(tx, project, name)
    if undone.actor != voice.actor:
        raise Refusal("not_yours", "Somebody else took this back.", "Decide anew; then it is your decision.")
    act = acts.get(tx, project, undone.undoes or "")
    again = [each for each in reversed(decisions.list_of_act(tx, act.id)) if each.undone == undone.number]
    redoing = acts.start(tx, project, voice.actor, acts.REDO, act.id)
    done = _carry_out(tx, voice, redoing, act, again, _do_again)
    if done.changed:
        acts.set_undone(tx, undone, undone=True)
    return done


def _latest_undo(tx: WriteTransaction, voice: DecisionMaker, project: str) -> acts.ActRow:
    undone, latest = acts.find_redoable(tx, project, voice.actor), acts.find_newest(tx, project, voice.actor)
    if undone is None or (latest is not None and latest.number > undone.number):
        raise Refusal("nothing", "There is nothing of yours to do again.", "Decide anew, or name the act.")
    return undone


def _undo_named(tx: WriteTransaction, project: str, name: str) -> acts.ActRow:
    act = acts.get(tx, project, name)
    undone = act if act.word == acts.UNDO else acts.find_undo_of(tx, act)
    if undone is None or undone.undone:
        raise Refusal("nothing", "This was not taken back, or was done again already.", "Look at the unit.")
    return undone


def _carry_out(
    tx: WriteTransaction,
    voice: DecisionMaker,
    doing: acts.ActRow,
    act: acts.ActRow,
    about: list[DecisionRow],
    step: UndoStep,
) -> Act:
    results: list[UnitResult] = []
    made = (
        0
        if policies.get(tx, doing.project).quota is None
        else policies.count_decisions_today(tx, doing.project, voice.actor)
    )
    for decision in about:
        result = _one(tx, voice, doing, decision, step, made)
        made += result.refused is None and _one_more(tx, doing, decision)
        results.append(result)
    changed = sum(result.refused is None for result in results)
    if not changed:
        acts.delete(tx, doing)
        if len(results) == 1 and results[0].refused is not None:
            raise results[0].refused
        return told.preview_reply(tx, doing.word, voice.actor, doing.at, results)
    acts.set_undone(tx, act, undone=doing.word == acts.UNDO)
    return told.act_reply(tx, acts.finish(tx, doing, len(results), changed), voice.actor, results)


def _one_more(tx: WriteTransaction, doing: acts.ActRow, decision: DecisionRow) -> bool:
    """Whether what was done counts as one more decision that whoever does it made today."""
    if doing.word != acts.REDO or decision.word not in COUNTED_KINDS:
        return False
    return decision.actor == doing.actor and decision.at >= times.to_text(tx.now)[: len("2026-11-21")]


def _one(
    tx: WriteTransaction, voice: DecisionMaker, doing: acts.ActRow, decision: DecisionRow, step: UndoStep, made: int
) -> UnitResult:
    try:
        with tx.part():
            step(tx, voice, doing, decision, made)
    except (Refusal, MissingError) as refused:
        return UnitResult(decision.conversion, refused)
    return UnitResult(decision.conversion)


def _take_back(
    tx: WriteTransaction, voice: DecisionMaker, doing: acts.ActRow, decision: DecisionRow, made: int
) -> None:
    unit, situation = _met(tx, voice, doing, decision, made)
    if decision.actor != voice.actor:
        _another_persons(decision, situation)
    standing = engine.undo_decision(unit.standing, decision.before, decision.after)
    if decision.proposal is not None:
        _settle_again(tx, decision.proposal, _settled_state(decision), proposals.OPEN)
    if DESCRIPTORS[decision.word].is_comment:
        comments.take_back(tx, decision.id)
    _record(tx, voice, doing, decision, unit, standing)
    notices.notify(tx, notices.UNDONE, decision.conversion, voice.actor, [decision.actor], decision.id)


def _do_again(tx: WriteTransaction, voice: DecisionMaker, doing: acts.ActRow, decision: DecisionRow, made: int) -> None:
    unit, situation = _met(tx, voice, doing, decision, made)
    if decision.word in COUNTED_KINDS:
        check_quota(situation.policy, situation.made)
    standing = engine.redo_decision(unit.standing, decision.before, decision.after, situation)
    if decision.proposal is not None:
        _settle_again(tx, decision.proposal, proposals.OPEN, _settled_state(decision))
    if DESCRIPTORS[decision.word].is_comment:
        comments.put_back(tx, decision.id)
    _record(tx, voice, doing, decision, unit, standing)


def _met(
    tx: WriteTransaction, voice: DecisionMaker, doing: acts.ActRow, decision: DecisionRow, made: int
) -> tuple[UnitInReview, DecisionContext]:
    """The unit as it is, if this person may say the word at all and its SQL is still what the word was about."""
    unit = unit_in_review(tx, decision.conversion, doing.project)
    situation = situation_for(tx, voice, unit, made)
    engine.require_permission(
        f"{doing.word} what was said ({decision.word})", RULES[decision.word].permission, situation
    )
    if decision.sql != unit.conversion.sql and decision.before != decision.after:
        hint = "Look at the SQL as it is now, then decide anew."
        raise Refusal("moved_on", f"Its SQL changed since, and it is {unit.review.state} now.", hint)
    return unit, situation


def _another_persons(decision: DecisionRow, situation: DecisionContext) -> None:
    if DESCRIPTORS[decision.word].is_comment:
        raise Refusal("not_yours", "A comment is taken back by whoever made it.", "Answer it instead.")
    engine.require_permission("take back what somebody else said", "decide", situation)


def _settled_state(decision: DecisionRow) -> str:
    return DESCRIPTORS[decision.word].settles_as or proposals.OPEN


def _settle_again(tx: WriteTransaction, proposal: int, former: str, state: str) -> None:
    now = proposals.get(tx, proposal).state
    if now != former:
        raise Refusal("moved_on", f"The proposal was {former} then and is {now} now.", "Look at the unit again.")
    proposals.set_state(tx, proposal, state)


def _record(
    tx: WriteTransaction,
    voice: DecisionMaker,
    doing: acts.ActRow,
    decision: DecisionRow,
    unit: UnitInReview,
    standing: Standing,
) -> None:
    """The standing, the mark on the decision, and what the journal says of it."""
    undoing = doing.word == acts.UNDO
    decisions.set_undone(tx, decision.id, doing.number if undoing else 0)
    store_standing(tx, unit, standing, settled=decision.proposal is not None)
    told_of = {"act": doing.id, "about": decision.act, "decision": decision.id, "word": decision.word}
    facts = {"from": unit.standing.state, "to": standing.state, "spec": standing.spec, "verdict": standing.verdict}
    event = "unit.undone" if undoing else "unit.redone"
    subject = conversion_row.unit_subject(decision.conversion)
    journal.append(tx, event, subject, {**told_of, **facts, "approved": standing.approved}, voice.actor)
    conversions.catch_up(tx, decision.conversion)
