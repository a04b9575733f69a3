"""Search the units of a project that the daemon knows."""

from typing import TYPE_CHECKING

from specdeck.cli.daemon_target import Target
from specdeck.find.find_shapes import FoundResult, FoundUnits
from specdeck.find.search_files import UnitSearch
from specdeck.review.unit_lookup import resolve_project

if TYPE_CHECKING:
    from daemon.wire.search import SearchResult


def search_project(target: Target, project: str, request: UnitSearch) -> FoundUnits:
    """Return the units of a project that answer a question."""
    with target.connect() as client:
        name = resolve_project(client, project)
        reply = client.search.ask(name, request.question, sorted(request.kinds), request.limit)
        units = client.conversions.tally(name).units
    results = [_found(each) for each in reply.results]
    return FoundUnits(request.question, units, reply.milliseconds, list(reply.notes), results)


def _found(result: "SearchResult") -> FoundResult:
    return FoundResult(
        result.name, result.kind, result.path, 0, result.score, dict(result.ranks), result.copies, result.unit
    )
