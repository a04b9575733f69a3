"""Deciding on many units at once: one word, one act, and each unit stands or falls alone."""

from collections.abc import Iterator, Mapping

from daemon.server.review import act_replies as told
from daemon.server.review.act_replies import UnitResult
from daemon.server.review.apply_decision import apply_decision, resulting_standing
from daemon.server.review.decision_context import check_revision, situation_for, unit_in_review
from daemon.server.review.decision_input import DecisionInput, DecisionMaker
from daemon.wire.decision import Act
from engine.review.decision_rules import COUNTED_KINDS
from engine.review.refusal import Refusal
from store import ReadView, WriteTransaction
from store.core import times
from store.core.errors import ConflictError, MissingError
from store.review import acts, policies

SeenRevisions = Mapping[int, int | None]
"""Units by their numbers, each with the revision at which it was seen; None where nobody told."""


def decide_all(
    tx: WriteTransaction, voice: DecisionMaker, project: str, units: SeenRevisions, say: DecisionInput
) -> Act:
    """Say a word of each of these units of a project; where none takes it nothing is recorded: the act has no id."""
    _of_many(say)
    made = policies.count_decisions_today(tx, project, voice.actor)
    act = acts.start(tx, project, voice.actor, say.kind)
    results: list[UnitResult] = []
    for unit, revision in units.items():
        result = _one(tx, act, voice, (unit, revision), say, made)
        made += result.refused is None and say.kind in COUNTED_KINDS
        results.append(result)
    changed = sum(result.refused is None for result in results)
    if not changed:
        acts.delete(tx, act)
        return told.preview_reply(tx, say.kind, voice.actor, act.at, results)
    return told.act_reply(tx, acts.finish(tx, act, len(results), changed), voice.actor, results)


def preview_all(view: ReadView, voice: DecisionMaker, project: str, units: SeenRevisions, say: DecisionInput) -> Act:
    """What would come of it, unit by unit; nothing is done."""
    _of_many(say)
    results = list(_tried(view, voice, project, units, say))
    return told.preview_reply(view, say.kind, voice.actor, times.to_text(view.now), results)


def _of_many(say: DecisionInput) -> None:
    if say.descriptor.one_unit_only or say.text is not None or say.proposal is not None:
        raise Refusal("many", f"To {say.kind} like this is for one unit at a time.", "Name one unit.")


def _one(
    tx: WriteTransaction,
    act: acts.ActRow,
    voice: DecisionMaker,
    seen: tuple[int, int | None],
    say: DecisionInput,
    made: int,
) -> UnitResult:
    conversion, revision = seen
    try:
        with tx.part():
            unit = check_revision(unit_in_review(tx, conversion, act.project), revision)
            apply_decision(tx, act.id, voice, unit, say, situation_for(tx, voice, unit, made))
    except (Refusal, MissingError, ConflictError) as refused:
        return UnitResult(conversion, refused)
    return UnitResult(conversion)


def _tried(
    view: ReadView, voice: DecisionMaker, project: str, units: SeenRevisions, say: DecisionInput
) -> Iterator[UnitResult]:
    made = policies.count_decisions_today(view, project, voice.actor)
    for conversion, revision in units.items():
        try:
            unit = check_revision(unit_in_review(view, conversion, project), revision)
            resulting_standing(view, unit, say, situation_for(view, voice, unit, made), say.note.strip() or None)
        except (Refusal, MissingError, ConflictError) as refused:
            yield UnitResult(conversion, refused)
        else:
            made += say.kind in COUNTED_KINDS
            yield UnitResult(conversion)
