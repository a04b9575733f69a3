"""/v1/projects/…/inbox: the units of a project as a reviewer sees them."""

from dataclasses import asdict
from typing import Annotated

from fastapi import Query, Response

from daemon.server.http.caller import Caller
from daemon.server.http.routing import CallerParam, json_reply, requires, resource_router
from daemon.server.instance import InstanceParam
from daemon.server.review import inbox_items
from daemon.wire.inbox import InboxCounts, InboxPage, QueryTerm, QueryTerms, ReviewStats
from daemon.wire.role import Permission
from store import ReadView
from store.access import people
from store.codebase import projects
from store.inbox import pages
from store.inbox.fields import FIELDS
from store.inbox.sql import QueryCaller
from store.inbox.stats import compute_stats

MOST = 10**9
NOBODY_YET = ""  # the id of whoever never did anything: nothing is theirs
ROUTER = resource_router("inbox")


@ROUTER.get("/v1/projects/{project}/inbox", response_model=InboxPage, openapi_extra=requires(Permission.VIEW))
def list_inbox(
    instance: InstanceParam,
    caller: CallerParam,
    project: str,
    where: str = "",
    sort: str = "",
    offset: Annotated[int, Query(ge=0, le=MOST)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> Response:
    """A window of the units that a query finds; without a sort, who needs a person most comes first."""
    with instance.store.read() as view:
        number = projects.get(view, project).id
        window = pages.window(view, number, where, sort, asker(view, caller), offset, limit)
        hint = "" if window.total else pages.suggest(where)
        return json_reply(InboxPage(inbox_items.inbox_items(view, window.units), offset, window.total, hint))


@ROUTER.get("/v1/projects/{project}/inbox/counts", response_model=InboxCounts, openapi_extra=requires(Permission.VIEW))
def count_inbox(instance: InstanceParam, caller: CallerParam, project: str, where: str = "") -> Response:
    """How many of the units that a query finds stand where."""
    with instance.store.read() as view:
        number, who = projects.get(view, project).id, asker(view, caller)
        states, verdicts, lanes = (pages.count_by(view, number, where, who, by) for by in ("state", "verdict", "lane"))
        unfinished = pages.count_unfinished(view, number, where, who)
    return json_reply(InboxCounts(sum(states.values()), unfinished, states, verdicts, lanes))


@ROUTER.get("/v1/projects/{project}/inbox/stats", response_model=ReviewStats, openapi_extra=requires(Permission.VIEW))
def show_stats(instance: InstanceParam, caller: CallerParam, project: str, where: str = "") -> Response:
    """How far the review is, and how long a decision took."""
    with instance.store.read() as view:
        found = compute_stats(view, projects.get(view, project).id, where, asker(view, caller))
    return json_reply(ReviewStats(**asdict(found)))


@ROUTER.get("/v1/inbox/terms", response_model=QueryTerms, openapi_extra=requires(Permission.VIEW))
def show_terms() -> Response:
    """Every field that a query may name."""
    return json_reply(
        QueryTerms(tuple(QueryTerm(each.name, each.type, each.meaning, each.values) for each in FIELDS.values()))
    )


def asker(view: ReadView, caller: Caller) -> QueryCaller:
    """Who asks: the person that `me` means in a query."""
    person = people.find(view, caller.account)
    return QueryCaller(NOBODY_YET if person is None else person.id, view.now)
