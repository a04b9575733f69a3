"""Deciding on many units at once: one word, one act, and each unit stands or falls alone."""

from collections.abc import Iterator, Mapping

from daemon.server.review import acts as told
from daemon.server.review.acts import Result
from daemon.server.review.say import Say, Voice
from daemon.server.review.saying import outcome_of, speak
from daemon.server.review.situation import at_revision, situation_of, unit_of
from daemon.wire.decision import Act
from engine.review import quota
from engine.review.refusal import Refusal
from store import Transaction, View, acts, policies, times
from store.errors import ConflictError, MissingError

Seen = Mapping[int, int | None]
"""Units by their numbers, each with the revision at which it was seen; None where nobody told."""

_OF_ONE = frozenset({"edit", "merge"})  # a text is of one unit


def decide_all(tx: Transaction, voice: Voice, project: str, units: Seen, say: Say) -> Act:
    """Say a word of each of these units of a project; where none takes it nothing is recorded: the act has no id."""
    _of_many(say)
    made = policies.made_today(tx, project, voice.actor)
    act = acts.begin(tx, project, voice.actor, say.word)
    results: list[Result] = []
    for unit, revision in units.items():
        result = _one(tx, act, voice, (unit, revision), say, made)
        made += result.refused is None and say.word in quota.COUNTED
        results.append(result)
    changed = sum(result.refused is None for result in results)
    if not changed:
        acts.forget(tx, act)
        return told.untold(tx, say.word, voice.actor, act.at, results)
    return told.told(tx, acts.end(tx, act, len(results), changed), voice.actor, results)


def preview(view: View, voice: Voice, project: str, units: Seen, say: Say) -> Act:
    """What would come of it, unit by unit; nothing is done."""
    _of_many(say)
    results = list(_tried(view, voice, project, units, say))
    return told.untold(view, say.word, voice.actor, times.text(view.now), results)


def _of_many(say: Say) -> None:
    if say.word in _OF_ONE or say.text is not None or say.proposal is not None:
        raise Refusal("many", f"To {say.word} like this is for one unit at a time.", "Name one unit.")


def _one(tx: Transaction, act: acts.Act, voice: Voice, seen: tuple[int, int | None], say: Say, made: int) -> Result:
    conversion, revision = seen
    try:
        with tx.part():
            unit = at_revision(unit_of(tx, conversion, act.project), revision)
            speak(tx, act.id, voice, unit, say, situation_of(tx, voice, unit, made))
    except (Refusal, MissingError, ConflictError) as refused:
        return Result(conversion, refused)
    return Result(conversion)


def _tried(view: View, voice: Voice, project: str, units: Seen, say: Say) -> Iterator[Result]:
    made = policies.made_today(view, project, voice.actor)
    for conversion, revision in units.items():
        try:
            unit = at_revision(unit_of(view, conversion, project), revision)
            outcome_of(view, unit, say, situation_of(view, voice, unit, made), say.words.strip() or None)
        except (Refusal, MissingError, ConflictError) as refused:
            yield Result(conversion, refused)
        else:
            made += say.word in quota.COUNTED
            yield Result(conversion)
