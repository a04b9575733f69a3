"""/v1/projects/…/inbox: the units of a project as a reviewer sees them."""

from dataclasses import asdict
from typing import Annotated

from fastapi import Query, Response

from daemon.server.http.caller import Caller
from daemon.server.http.routing import CallerParam, json_reply, requires, resource_router
from daemon.server.instance import InstanceParam
from daemon.server.review import inbox_items
from daemon.server.review.decisions.decision_maker import actor_of
from daemon.server.review.file_progress import file_progress
from daemon.wire.inbox import InboxCounts, InboxPage, QueryTerm, QueryTerms, ReviewStats
from daemon.wire.role import Permission
from store import ReadView
from store.codebase import projects
from store.inbox import pages
from store.inbox.fields import FIELDS
from store.inbox.sql import QueryCaller
from store.inbox.stats import compute_stats

MOST = 10**9
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
    """Return a window of the units that a query finds; by default, the most urgent come first."""
    with instance.store.read() as view:
        number = projects.get(view, project).id
        window = pages.window(view, number, where, sort, query_caller(view, caller), offset, limit)
        hint = "" if window.total else pages.suggest(where)
        return json_reply(InboxPage(inbox_items.inbox_items(view, window.units), offset, window.total, hint))


@ROUTER.get("/v1/projects/{project}/inbox/counts", response_model=InboxCounts, openapi_extra=requires(Permission.VIEW))
def count_inbox(instance: InstanceParam, caller: CallerParam, project: str, where: str = "") -> Response:
    """Return the units that a query finds, counted by state, verdict and lane."""
    with instance.store.read() as view:
        number, who = projects.get(view, project).id, query_caller(view, caller)
        states, verdicts, lanes = (pages.count_by(view, number, where, who, by) for by in ("state", "verdict", "lane"))
        unfinished = pages.count_unfinished(view, number, where, who)
        files, done = file_progress(view, number)
    return json_reply(InboxCounts(sum(states.values()), unfinished, states, verdicts, lanes, files, done))


@ROUTER.get("/v1/projects/{project}/inbox/stats", response_model=ReviewStats, openapi_extra=requires(Permission.VIEW))
def show_stats(instance: InstanceParam, caller: CallerParam, project: str, where: str = "") -> Response:
    """Return the progress of the review, and the time a decision takes."""
    with instance.store.read() as view:
        found = compute_stats(view, projects.get(view, project).id, where, query_caller(view, caller))
    return json_reply(ReviewStats(**asdict(found)))


@ROUTER.get("/v1/inbox/terms", response_model=QueryTerms, openapi_extra=requires(Permission.VIEW))
def show_terms() -> Response:
    """Return every field of the query language."""
    return json_reply(
        QueryTerms(tuple(QueryTerm(each.name, each.type, each.meaning, each.values) for each in FIELDS.values()))
    )


def query_caller(view: ReadView, caller: Caller) -> QueryCaller:
    """Return the person that `me` means in a query, and the time."""
    return QueryCaller(actor_of(view, caller), view.now)
