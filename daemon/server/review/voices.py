"""The voice of a speaker in a project: their id, what they may do there now, and which grants of theirs have ended."""

from daemon.server.permissions import held_by
from daemon.server.review.say import Voice
from daemon.server.speaker import Speaker
from store import View, grants


def voice_of(view: View, speaker: Speaker, actor: str, project: str) -> Voice:
    """With whose word, and with which permissions, a decision is made by this speaker."""
    return Voice(actor, held_by(view, speaker, project), grants.ended_of(view, project, speaker.account))
