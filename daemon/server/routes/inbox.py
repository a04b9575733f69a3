"""/v1/projects/…/inbox: the units of a project as a reviewer sees them."""

from dataclasses import asdict
from typing import Annotated

from fastapi import Query, Response

from daemon.server.instance import Here
from daemon.server.review import items
from daemon.server.routing import Speaking, needs, reply, resource
from daemon.server.speaker import Speaker
from daemon.wire.inbox import Counts, InboxPage, Reviewing, Term, Terms
from daemon.wire.role import Permission
from store import View, people, projects
from store.inbox import pages
from store.inbox.fields import FIELDS
from store.inbox.sql import Asker
from store.inbox.stats import stats

MOST = 10**9
NOBODY_YET = ""  # the id of whoever never did anything: nothing is theirs
router = resource("inbox")


@router.get("/v1/projects/{project}/inbox", response_model=InboxPage, openapi_extra=needs(Permission.VIEW))
def list_inbox(
    instance: Here,
    speaker: Speaking,
    project: str,
    where: str = "",
    sort: str = "",
    offset: Annotated[int, Query(ge=0, le=MOST)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> Response:
    """A window of the units that a query finds; without a sort, who needs a person most comes first."""
    with instance.store.read() as view:
        number = projects.get(view, project).id
        window = pages.window(view, number, where, sort, asker(view, speaker), offset, limit)
        hint = "" if window.total else pages.advice(where)
        return reply(InboxPage(items.of(view, window.units), offset, window.total, hint))


@router.get("/v1/projects/{project}/inbox/counts", response_model=Counts, openapi_extra=needs(Permission.VIEW))
def count_inbox(instance: Here, speaker: Speaking, project: str, where: str = "") -> Response:
    """How many of the units that a query finds stand where."""
    with instance.store.read() as view:
        number, who = projects.get(view, project).id, asker(view, speaker)
        states, verdicts, lanes = (pages.counts(view, number, where, who, by) for by in ("state", "verdict", "lane"))
        unfinished = pages.unfinished(view, number, where, who)
    return reply(Counts(sum(states.values()), unfinished, states, verdicts, lanes))


@router.get("/v1/projects/{project}/inbox/stats", response_model=Reviewing, openapi_extra=needs(Permission.VIEW))
def show_stats(instance: Here, speaker: Speaking, project: str, where: str = "") -> Response:
    """How far the review is, and how long a decision took."""
    with instance.store.read() as view:
        found = stats(view, projects.get(view, project).id, where, asker(view, speaker))
    return reply(Reviewing(**asdict(found)))


@router.get("/v1/inbox/terms", response_model=Terms, openapi_extra=needs(Permission.VIEW))
def show_terms() -> Response:
    """Every field that a query may name."""
    return reply(Terms(tuple(Term(each.name, each.type, each.meaning, each.values) for each in FIELDS.values())))


def asker(view: View, speaker: Speaker) -> Asker:
    """Who asks: the person that `me` means in a query."""
    person = people.find(view, speaker.account)
    return Asker(NOBODY_YET if person is None else person.id, view.now)
