"""Deciding on one unit: one word, one act, one transaction."""

from daemon.server.review import acts as told
from daemon.server.review.acts import Result
from daemon.server.review.say import Say, Voice
from daemon.server.review.saying import speak
from daemon.server.review.situation import at_revision, situation_of, unit_of
from daemon.wire.decision import Act
from store import Transaction, acts, conversions


def decide(tx: Transaction, voice: Voice, conversion: int, say: Say, revision: int | None = None) -> Act:
    """Say a word of one unit; a Refusal tells why it does not count, a ConflictError that somebody moved first."""
    project = conversions.get(tx, conversion).project
    unit = at_revision(unit_of(tx, conversion, project), revision)
    situation = situation_of(tx, voice, unit)
    act = acts.begin(tx, project, voice.actor, say.word)
    speak(tx, act.id, voice, unit, say, situation)
    return told.told(tx, acts.end(tx, act, 1, 1), voice.actor, [Result(conversion)])
