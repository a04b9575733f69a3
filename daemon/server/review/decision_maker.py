"""The voice of a speaker in a project: their id, what they may do there now, and which grants of theirs have ended."""

from daemon.server.http.caller import Caller
from daemon.server.http.permissions import permissions_in_project
from daemon.server.review.decision_input import DecisionMaker
from store import ReadView
from store.access import grants


def decision_maker_from_caller(view: ReadView, speaker: Caller, actor: str, project: str) -> DecisionMaker:
    """With whose word, and with which permissions, a decision is made by this speaker."""
    return DecisionMaker(
        actor, permissions_in_project(view, speaker, project), grants.get_past_ends(view, project, speaker.account)
    )
