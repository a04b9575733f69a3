"""Decide on many units at once: one decision, one act, and an outcome of its own for each unit."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from daemon.server.review import act_replies
from daemon.server.review.act_replies import UnitResult
from daemon.server.review.decisions.apply_decision import apply_decision, resulting_standing
from daemon.server.review.decisions.decision_context import check_revision, context_for, unit_in_review
from daemon.server.review.decisions.decision_input import DecisionInput
from daemon.server.review.decisions.decision_maker import DecisionMaker
from daemon.wire.decision import Act
from engine.review.decision_rules import COUNTED_KINDS
from engine.review.refusal import Refusal
from store import ReadView, WriteTransaction
from store.core import times
from store.core.errors import ConflictError, MissingError
from store.review import acts, policies

SeenRevisions = Mapping[int, int | None]
"""Units by number, each with the revision at which it was seen, or None if the client did not send it."""
UNDONE = Refusal("undone", "The act was undone before it came to this unit.", "Decide again, or redo the act.")


@dataclass(slots=True)
class BulkRun:
    """One act on many units, as far as it is done; `made` counts its author's decisions today."""

    act: acts.ActRow
    given: DecisionInput
    units: int
    made: int
    results: list[UnitResult] = field(default_factory=list)
    changed: int = 0

    def add(self, result: UnitResult) -> None:
        """Add the outcome of one unit."""
        self.results.append(result)
        if result.refused is None:
            self.changed += 1
            self.made += self.given.kind in COUNTED_KINDS


def decide_all(
    tx: WriteTransaction, maker: DecisionMaker, project: str, units: SeenRevisions, given: DecisionInput
) -> Act:
    """Decide on each of these units of a project. If every unit refuses, nothing is recorded and the act has no id."""
    run = start_bulk(tx, maker, project, len(units), given)
    decide_some(tx, maker, run, units)
    finish_bulk(tx, run)
    return bulk_reply(tx, maker, run)


def start_bulk(tx: WriteTransaction, maker: DecisionMaker, project: str, units: int, given: DecisionInput) -> BulkRun:
    """Start an act on many units."""
    _check_for_many(given)
    made = policies.count_decisions_today(tx, project, maker.actor)
    return BulkRun(acts.start(tx, project, maker.actor, given.kind), given, units, made)


def decide_some(tx: WriteTransaction, maker: DecisionMaker, run: BulkRun, units: SeenRevisions) -> None:
    """Decide on some units of an act, unless somebody undid it meanwhile."""
    undone = acts.is_undone(tx, run.act)
    for unit, revision in units.items():
        result = UnitResult(unit, UNDONE) if undone else _one(tx, run.act, maker, (unit, revision), run.given, run.made)
        run.add(result)
    acts.finish(tx, run.act, run.units, run.changed)


def finish_bulk(tx: WriteTransaction, run: BulkRun) -> None:
    """Forget an act that changed nothing."""
    if not run.changed:
        acts.delete(tx, run.act)


def bulk_reply(view: ReadView, maker: DecisionMaker, run: BulkRun) -> Act:
    """Return the act with the outcome for each unit."""
    if not run.changed:
        return act_replies.preview_reply(view, run.given.kind, maker.actor, run.act.at, run.results)
    return act_replies.act_reply(view, acts.get(view, run.act.project, run.act.id), maker.actor, run.results)


def preview_all(view: ReadView, maker: DecisionMaker, project: str, units: SeenRevisions, given: DecisionInput) -> Act:
    """Return what would happen to each unit, without deciding."""
    _check_for_many(given)
    results = list(_previewed(view, maker, project, units, given))
    return act_replies.preview_reply(view, given.kind, maker.actor, times.to_text(view.now), results)


def _check_for_many(given: DecisionInput) -> None:
    if given.descriptor.one_unit_only or given.text is not None or given.proposal is not None:
        raise Refusal("many", f"{given.kind} with these fields applies to one unit at a time.", "Name one unit.")


def _one(
    tx: WriteTransaction,
    act: acts.ActRow,
    maker: DecisionMaker,
    seen: tuple[int, int | None],
    given: DecisionInput,
    made: int,
) -> UnitResult:
    conversion, revision = seen
    try:
        with tx.part():
            unit = check_revision(unit_in_review(tx, conversion, act.project), revision)
            apply_decision(tx, act.id, maker, unit, given, context_for(tx, maker, unit, made))
    except (Refusal, MissingError, ConflictError) as refused:
        return UnitResult(conversion, refused)
    return UnitResult(conversion)


def _previewed(
    view: ReadView, maker: DecisionMaker, project: str, units: SeenRevisions, given: DecisionInput
) -> Iterator[UnitResult]:
    made = policies.count_decisions_today(view, project, maker.actor)
    for conversion, revision in units.items():
        try:
            unit = check_revision(unit_in_review(view, conversion, project), revision)
            resulting_standing(view, unit, given, context_for(view, maker, unit, made), given.note.strip() or None)
        except (Refusal, MissingError, ConflictError) as refused:
            yield UnitResult(conversion, refused)
        else:
            made += given.kind in COUNTED_KINDS
            yield UnitResult(conversion)
