"""Undo an act, and redo it: each unit has an outcome of its own. A large act takes several transactions."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from daemon.server.review import act_replies
from daemon.server.review.act_replies import UnitResult
from daemon.server.review.decisions.decision_maker import DecisionMaker
from daemon.server.review.undo_decision import redo_decision, undo_decision
from daemon.wire.decision import Act
from engine.review.decision_rules import COUNTED_KINDS
from engine.review.refusal import Refusal
from store import ReadView, WriteTransaction
from store.core import times
from store.core.errors import MissingError
from store.review import acts, decisions, policies
from store.review.decisions import DecisionRow

UNDO_HINT = "Do it again with: specdeck review redo"
Step = Callable[[WriteTransaction, DecisionMaker, acts.ActRow, DecisionRow, int], None]


@dataclass(slots=True)
class UndoRun:
    """The undo of an act, or the redo of one that `undone` undid, as far as it is done.

    `place` is the decision that was reached; `made` counts the person's decisions today. An undo that a crash
    interrupted is continued: its `units` and `changed` count what it did before, too.
    """

    doing: acts.ActRow
    act: acts.ActRow
    undone: acts.ActRow | None
    made: int
    place: int | None = None
    is_complete: bool = False
    results: list[UnitResult] = field(default_factory=list)
    units: int = 0
    changed: int = 0


Start = Callable[[WriteTransaction, DecisionMaker, str, str | None], UndoRun]


def undo(tx: WriteTransaction, maker: DecisionMaker, project: str, name: str | None = None) -> Act:
    """Undo an act, or the latest of this person. Units that changed since stay as they are, with the reason."""
    return turn_whole(tx, maker, start_undo(tx, maker, project, name))


def redo(tx: WriteTransaction, maker: DecisionMaker, project: str, name: str | None = None) -> Act:
    """Redo an act that was undone, or the latest undo of this person, unless they decided something since."""
    return turn_whole(tx, maker, start_redo(tx, maker, project, name))


def turn_whole(tx: WriteTransaction, maker: DecisionMaker, run: UndoRun) -> Act:
    """Undo or redo a whole act in one transaction."""
    while not run.is_complete:
        turn_some(tx, maker, run, run.act.units or 1)
    if len(run.results) == 1 and run.results[0].refused is not None:
        raise run.results[0].refused
    finish_turn(tx, run)
    return turn_reply(tx, maker, run)


def start_undo(tx: WriteTransaction, maker: DecisionMaker, project: str, name: str | None = None) -> UndoRun:
    """Start to undo an act; one that is still being carried out goes no further."""
    act = _latest_act(tx, maker, project) if name is None else acts.get(tx, project, name)
    if act.word in {acts.UNDO, acts.REDO}:
        raise Refusal("no_decision", f"That act is itself an {act.word}.", "Undo or redo the act that it was about.")
    if not decisions.next_in_effect(tx, act.id, None, 1):
        raise Refusal("undone", "This act is undone already.", UNDO_HINT)
    doing = _interrupted_undo(tx, maker, act) or acts.start(tx, project, maker.actor, acts.UNDO, act.id)
    made = _made_today(tx, maker, project)
    return UndoRun(doing, act, None, made, units=doing.units, changed=doing.changed)


def start_redo(tx: WriteTransaction, maker: DecisionMaker, project: str, name: str | None = None) -> UndoRun:
    """Start to redo an act.

    Only the person who undid it may redo it: otherwise an approval that its author withdrew could be restored in
    their name.
    """
    undone = _latest_undo(tx, maker, project) if name is None else _undo_named(tx, project, name)
    if undone.actor != maker.actor:
        raise Refusal("not_yours", "Somebody else undid this.", "Decide again; then it is your decision.")
    act = acts.get(tx, project, undone.undoes or "")
    doing = acts.start(tx, project, maker.actor, acts.REDO, act.id)
    return UndoRun(doing, act, undone, _made_today(tx, maker, project))


def turn_some(tx: WriteTransaction, maker: DecisionMaker, run: UndoRun, limit: int) -> None:
    """Undo or redo the next decisions of an act."""
    step, about = _next_step(tx, run, limit)
    for decision in about:
        result = _one(tx, maker, run, decision, step)
        if result.refused is None:
            run.changed += 1
            run.made += _counts_today(tx, run.doing, decision)
        run.results.append(result)
        run.units += 1
        run.place = decision.id
    run.is_complete = len(about) < limit
    acts.finish(tx, run.doing, run.units, run.changed)


def finish_turn(tx: WriteTransaction, run: UndoRun) -> None:
    """Mark the act as undone or in effect; forget an undo that changed nothing."""
    if not run.changed:
        acts.delete(tx, run.doing)
        return
    acts.set_undone(tx, run.act, undone=run.undone is None)
    if run.undone is not None:
        acts.set_undone(tx, run.undone, undone=True)


def turn_reply(view: ReadView, maker: DecisionMaker, run: UndoRun) -> Act:
    """Return the undo or redo with the outcome for each unit."""
    doing = run.doing
    if not run.changed:
        return act_replies.preview_reply(view, doing.word, maker.actor, doing.at, run.results)
    done = replace(doing, units=run.units, changed=run.changed)
    return act_replies.act_reply(view, done, maker.actor, run.results)


def count_latest_undo(view: ReadView, actor: str, project: str, name: str | None) -> int:
    """Return how many units the act has that would be undone."""
    return _units(acts.find_undoable(view, project, actor) if name is None else acts.get(view, project, name))


def count_latest_redo(view: ReadView, actor: str, project: str, name: str | None) -> int:
    """Return how many units the act has that would be redone."""
    return _units(acts.find_redoable(view, project, actor) if name is None else acts.get(view, project, name))


def _units(act: acts.ActRow | None) -> int:
    return 0 if act is None else act.units


def _interrupted_undo(tx: WriteTransaction, maker: DecisionMaker, act: acts.ActRow) -> acts.ActRow | None:
    """Return this person's undo of an act that is not marked as undone: it never came to its end."""
    found = None if act.undone else acts.find_undo_of(tx, act)
    return found if found is not None and found.actor == maker.actor else None


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


def _next_step(tx: WriteTransaction, run: UndoRun, limit: int) -> tuple[Step, list[DecisionRow]]:
    """Return what to do and the next decisions: the newest first to undo, the oldest first to redo."""
    if run.undone is None:
        return undo_decision, decisions.next_in_effect(tx, run.act.id, run.place, limit)
    return redo_decision, decisions.next_undone(tx, run.act.id, run.undone.number, run.place, limit)


def _made_today(tx: WriteTransaction, maker: DecisionMaker, project: str) -> int:
    if policies.get(tx, project).quota is None:
        return 0
    return policies.count_decisions_today(tx, project, maker.actor)


def _counts_today(tx: WriteTransaction, doing: acts.ActRow, decision: DecisionRow) -> bool:
    """Whether a redone decision counts as one more that its author made today."""
    if doing.word != acts.REDO or decision.word not in COUNTED_KINDS:
        return False
    return decision.actor == doing.actor and decision.at >= times.to_text(tx.now)[: len("2026-11-21")]


def _one(tx: WriteTransaction, maker: DecisionMaker, run: UndoRun, decision: DecisionRow, step: Step) -> UnitResult:
    try:
        with tx.part():
            step(tx, maker, run.doing, decision, run.made)
    except (Refusal, MissingError) as refused:
        return UnitResult(decision.conversion, refused)
    return UnitResult(decision.conversion)
