"""Taking an act back, and doing it again: each unit stands or falls alone."""

from collections.abc import Callable

from daemon.server.review import acts as told
from daemon.server.review.acts import Result
from daemon.server.review.say import KINDS, Voice
from daemon.server.review.saying import stand
from daemon.server.review.situation import Unit, situation_of, unit_of
from daemon.wire.decision import Act
from engine.review import decide as engine
from engine.review import quota
from engine.review.decide import Situation
from engine.review.refusal import Refusal
from engine.review.standing import Standing
from store import (
    Transaction,
    acts,
    comments,
    conversion,
    conversions,
    decisions,
    journal,
    notices,
    policies,
    proposals,
    times,
)
from store.decisions import Decision
from store.errors import MissingError

Step = Callable[[Transaction, Voice, acts.Act, Decision, int], None]


def undo(tx: Transaction, voice: Voice, project: str, name: str | None = None) -> Act:
    """Take an act back; without a name one's own latest. What somebody moved since stays, with the reason."""
    act = acts.latest(tx, project, voice.actor) if name is None else acts.get(tx, project, name)
    if act is None:
        raise Refusal("nothing", "There is nothing of yours to take back.", "Name the act: specdeck review undo ACT.")
    if act.word in {acts.UNDO, acts.REDO}:
        raise Refusal("no_decision", f"That was itself an {act.word}.", "Undo the act it was about, or redo it.")
    standing = [each for each in decisions.of_act(tx, act.id) if not each.undone]
    if not standing:
        raise Refusal("undone", "This was taken back already.", "specdeck review redo does it again.")
    return _carry_out(tx, voice, acts.begin(tx, project, voice.actor, acts.UNDO, act.id), act, standing, _take_back)


def redo(tx: Transaction, voice: Voice, project: str, name: str | None = None) -> Act:
    """Do again what one took back; without a name one's own latest undo, unless one decided something since.

    Only whoever took it back may do it again: else a yes that its giver withdrew could be given in their name.
    """
    undone = _latest_undo(tx, voice, project) if name is None else _undo_named(tx, project, name)
    if undone.actor != voice.actor:
        raise Refusal("not_yours", "Somebody else took this back.", "Decide anew; then it is your decision.")
    act = acts.get(tx, project, undone.undoes or "")
    again = [each for each in reversed(decisions.of_act(tx, act.id)) if each.undone == undone.number]
    redoing = acts.begin(tx, project, voice.actor, acts.REDO, act.id)
    done = _carry_out(tx, voice, redoing, act, again, _do_again)
    if done.changed:
        acts.mark(tx, undone, undone=True)
    return done


def _latest_undo(tx: Transaction, voice: Voice, project: str) -> acts.Act:
    undone, latest = acts.latest_undo(tx, project, voice.actor), acts.newest(tx, project, voice.actor)
    if undone is None or (latest is not None and latest.number > undone.number):
        raise Refusal("nothing", "There is nothing of yours to do again.", "Decide anew, or name the act.")
    return undone


def _undo_named(tx: Transaction, project: str, name: str) -> acts.Act:
    act = acts.get(tx, project, name)
    undone = act if act.word == acts.UNDO else acts.undo_of(tx, act)
    if undone is None or undone.undone:
        raise Refusal("nothing", "This was not taken back, or was done again already.", "Look at the unit.")
    return undone


def _carry_out(tx: Transaction, voice: Voice, doing: acts.Act, act: acts.Act, about: list[Decision], step: Step) -> Act:
    results: list[Result] = []
    made = 0 if policies.of(tx, doing.project).quota is None else policies.made_today(tx, doing.project, voice.actor)
    for decision in about:
        result = _one(tx, voice, doing, decision, step, made)
        made += result.refused is None and _one_more(tx, doing, decision)
        results.append(result)
    changed = sum(result.refused is None for result in results)
    if not changed:
        acts.forget(tx, doing)
        if len(results) == 1 and results[0].refused is not None:
            raise results[0].refused
        return told.untold(tx, doing.word, voice.actor, doing.at, results)
    acts.mark(tx, act, undone=doing.word == acts.UNDO)
    return told.told(tx, acts.end(tx, doing, len(results), changed), voice.actor, results)


def _one_more(tx: Transaction, doing: acts.Act, decision: Decision) -> bool:
    """Whether what was done counts as one more decision that whoever does it made today."""
    if doing.word != acts.REDO or decision.word not in quota.COUNTED:
        return False
    return decision.actor == doing.actor and decision.at >= times.text(tx.now)[: len("2026-11-21")]


def _one(tx: Transaction, voice: Voice, doing: acts.Act, decision: Decision, step: Step, made: int) -> Result:
    try:
        with tx.part():
            step(tx, voice, doing, decision, made)
    except (Refusal, MissingError) as refused:
        return Result(decision.conversion, refused)
    return Result(decision.conversion)


def _take_back(tx: Transaction, voice: Voice, doing: acts.Act, decision: Decision, made: int) -> None:
    unit, situation = _met(tx, voice, doing, decision, made)
    if decision.actor != voice.actor:
        _another_persons(decision, situation)
    standing = engine.undo(unit.standing, decision.before, decision.after)
    if decision.proposal is not None:
        settled = proposals.REJECTED if decision.word == "reject" else proposals.ACCEPTED
        _settle_again(tx, decision.proposal, settled, proposals.OPEN)
    if decision.word == "comment":
        comments.take_back(tx, decision.id)
    _record(tx, voice, doing, decision, unit, standing)
    notices.tell(tx, notices.UNDONE, decision.conversion, voice.actor, [decision.actor], decision.id)


def _do_again(tx: Transaction, voice: Voice, doing: acts.Act, decision: Decision, made: int) -> None:
    unit, situation = _met(tx, voice, doing, decision, made)
    quota.check(situation.policy, decision.word, situation.made)
    standing = engine.redo(unit.standing, decision.before, decision.after, situation)
    if decision.proposal is not None:
        settled = proposals.REJECTED if decision.word == "reject" else proposals.ACCEPTED
        _settle_again(tx, decision.proposal, proposals.OPEN, settled)
    if decision.word == "comment":
        comments.put_back(tx, decision.id)
    _record(tx, voice, doing, decision, unit, standing)


def _met(tx: Transaction, voice: Voice, doing: acts.Act, decision: Decision, made: int) -> tuple[Unit, Situation]:
    """The unit as it is, if this person may say the word at all and its SQL is still what the word was about."""
    unit = unit_of(tx, decision.conversion, doing.project)
    situation = situation_of(tx, voice, unit, made)
    engine.permitted(f"{doing.word} what was said ({decision.word})", KINDS[decision.word].permission, situation)
    if decision.sql != unit.conversion.sql and decision.before != decision.after:
        hint = "Look at the SQL as it is now, then decide anew."
        raise Refusal("moved_on", f"Its SQL changed since, and it is {unit.review.state} now.", hint)
    return unit, situation


def _another_persons(decision: Decision, situation: Situation) -> None:
    if decision.word == "comment":
        raise Refusal("not_yours", "A comment is taken back by whoever made it.", "Answer it instead.")
    engine.permitted("take back what somebody else said", "decide", situation)


def _settle_again(tx: Transaction, proposal: int, former: str, state: str) -> None:
    now = proposals.get(tx, proposal).state
    if now != former:
        raise Refusal("moved_on", f"The proposal was {former} then and is {now} now.", "Look at the unit again.")
    proposals.settle(tx, proposal, state)


def _record(tx: Transaction, voice: Voice, doing: acts.Act, decision: Decision, unit: Unit, standing: Standing) -> None:
    """The standing, the mark on the decision, and what the journal says of it."""
    undoing = doing.word == acts.UNDO
    decisions.mark(tx, decision.id, doing.number if undoing else 0)
    stand(tx, unit, standing, settled=decision.proposal is not None)
    told_of = {"act": doing.id, "about": decision.act, "decision": decision.id, "word": decision.word}
    facts = {"from": unit.standing.state, "to": standing.state, "spec": standing.spec, "verdict": standing.verdict}
    event = "unit.undone" if undoing else "unit.redone"
    subject = conversion.subject(decision.conversion)
    journal.append(tx, event, subject, {**told_of, **facts, "approved": standing.approved}, voice.actor)
    conversions.catch_up(tx, decision.conversion)
