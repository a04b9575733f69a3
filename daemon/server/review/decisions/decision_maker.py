"""Who decides: their id, their permissions in the project, and the grants they no longer have."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from daemon.server.http.caller import Caller
from daemon.server.http.permissions import permissions_in_project
from store import ReadView
from store.access import grants, people

UNKNOWN_ACTOR = ""


@dataclass(frozen=True, slots=True)
class DecisionMaker:
    """A person who decides. `actor` is the id that the journal uses; `ended` has the end of each past permission."""

    actor: str
    permissions: frozenset[str]
    ended: Mapping[str, str] = field(default_factory=dict)


def actor_of(view: ReadView, caller: Caller) -> str:
    """Return the id that the journal uses for a caller; empty for one who never wrote anything."""
    person = people.find(view, caller.account)
    return person.id if person else UNKNOWN_ACTOR


def decision_maker_from_caller(view: ReadView, caller: Caller, actor: str, project: str) -> DecisionMaker:
    """Return the caller as a decision maker in a project."""
    held = permissions_in_project(view, caller, project)
    return DecisionMaker(actor, held, grants.get_past_ends(view, project, caller.account))
