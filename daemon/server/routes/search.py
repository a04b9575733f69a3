"""/v1/projects/…/search: questions over the units of a project, answered by the worker of the retrieval queue."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from fastapi import Response

from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.http.write_request import WriteParam
from daemon.server.instance import InstanceParam
from daemon.wire.role import Permission
from daemon.wire.search import SearchReply, SearchRequest, SearchResult, SearchTicket
from jobs.effects.index_units import order_index
from jobs.job_order import JobOrder, JobPriority
from jobs.kinds.search_units import KIND
from jobs.ledger.enqueue import enqueue
from store import ReadView, WriteTransaction
from store.codebase import conversions, projects, sources, units
from store.core.bare_names import bare_name
from store.core.errors import MissingError
from store.search import searches
from store.search.guess_names import guess_names
from store.search.searches import SearchRow

ALL = "/v1/projects/{project}/search"
ONE = f"{ALL}/{{search}}"
NAMES_ONLY = "The retrieval worker did not answer in time, so only names were compared."
ROUTER = resource_router("search")


@ROUTER.post(ALL, response_model=SearchTicket, openapi_extra=requires(Permission.VIEW))
def start_search(write: WriteParam, project: str, body: SearchRequest) -> Response:
    """Ask a question; units that the index lacks are indexed afterwards."""
    now = write.instance.job_service.now()

    def work(tx: WriteTransaction, _actor: str) -> SearchTicket:
        found = projects.get(tx, project).id
        request = {"question": body.question, "kinds": list(body.kinds), "limit": body.limit}
        search = searches.add(tx, found, request)
        for order in order_index(tx, found):  # a first batch before the search, so that a new index is not empty
            enqueue(tx, replace(order, priority=JobPriority.CRITICAL), now)
        enqueue(tx, JobOrder(KIND, found, search, search, JobPriority.CRITICAL), now)
        return SearchTicket(search, found)

    return write.apply(work, body)


@ROUTER.get(ONE, response_model=SearchReply, openapi_extra=requires(Permission.VIEW))
def show_search(instance: InstanceParam, project: str, search: str, by_name: bool = False) -> Response:  # noqa: FBT001, FBT002 - a query parameter
    """Return the answer; with `by_name`, what names alone give where there is none."""
    with instance.store.read() as view:
        found = searches.get(view, search)
        if found.project != projects.get(view, project).id:
            raise MissingError(f"The search {search} is not known.", "Search again.")
        return json_reply(_reply(view, found, by_name=by_name))


def _reply(view: ReadView, search: SearchRow, *, by_name: bool) -> SearchReply:
    if search.answer is not None:
        hits = tuple(_results(search.answer["hits"]))
        return _answered(search, hits, search.answer["milliseconds"], tuple(search.answer["notes"]))
    if not by_name:
        return SearchReply(search.id, is_answered=False)
    return _answered(search, tuple(_named_like(view, search)), 0.0, (NAMES_ONLY,))


def _answered(
    search: SearchRow, results: tuple[SearchResult, ...], milliseconds: float, notes: tuple[str, ...]
) -> SearchReply:
    return SearchReply(search.id, is_answered=True, results=results, milliseconds=milliseconds, notes=notes)


def _results(hits: Iterable[Mapping[str, Any]]) -> Iterable[SearchResult]:
    for hit in hits:
        yield SearchResult(
            int(hit["id"]), hit["kind"], hit["title"], hit["path"], hit["score"], hit["ranks"], hit["copies"]
        )


def _named_like(view: ReadView, search: SearchRow) -> Iterable[SearchResult]:
    """The units whose bare names the question may mean, those with the longest names first."""
    names = guess_names(str(search.request["question"]))
    order = {name: at for at, name in enumerate(names)}
    found = units.list_of_bare_names(view, search.project, names)
    places = {(unit.kind, unit.name): order.get(bare_name(unit.name), len(names)) for unit in found}
    rank = 0
    for kind, name in sorted(places, key=lambda each: (places[each], each)):
        for conversion in conversions.list_named(view, search.project, kind, name):
            rank += 1
            if rank <= search.request["limit"]:
                path = sources.get(view, conversion.source).path
                yield SearchResult(conversion.id, kind, name, path, 0.0, {"name": rank})
