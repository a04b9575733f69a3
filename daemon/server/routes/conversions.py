"""/v1/projects/…/conversions, /v1/conversions: what is known about the units of a project."""

import json
from typing import Annotated

from fastapi import Path, Query, Response

from daemon.server.instance import Here
from daemon.server.review.unit import conversion_of
from daemon.server.routing import needs, reply, resource
from daemon.wire.conversion import ConversionPage, Deck, Fault, Tally, UnreadFile
from daemon.wire.role import Permission
from jobs.ledger import listing
from store import View, conversions, projects, sources, texts

MOST = 2**53
MOST_UNREAD = 100  # files that are told; more are counted
router = resource("conversions")


@router.get("/v1/projects/{project}/conversions", response_model=ConversionPage, openapi_extra=needs(Permission.VIEW))
def list_conversions(
    instance: Here,
    project: str,
    verdict: str = "",
    cursor: Annotated[int, Query(ge=0, le=MOST)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> Response:
    """The conversions of a project, those of one verdict if it is named; a page at a time."""
    with instance.store.read() as view:
        found = conversions.page(view, projects.get(view, project).id, cursor, limit + 1, verdict)
    more = len(found) > limit
    return reply(ConversionPage(tuple(map(conversion_of, found[:limit])), str(found[limit - 1].id) if more else None))


@router.get("/v1/projects/{project}/tally", response_model=Tally, openapi_extra=needs(Permission.VIEW))
def show_tally(instance: Here, project: str) -> Response:
    """How far a project is."""
    with instance.store.read() as view:
        return reply(_tally(view, projects.get(view, project).id))


@router.get("/v1/conversions/{conversion}", response_model=Deck, openapi_extra=needs(Permission.VIEW))
def show_conversion(instance: Here, conversion: Annotated[int, Path(ge=1, le=MOST)]) -> Response:
    """One unit whole."""
    with instance.store.read() as view:
        found = conversions.get(view, conversion)
        return reply(_deck(view, found), revision=found.revision)


def _tally(view: View, project: str) -> Tally:
    verdicts = dict(conversions.tally(view, project))
    errors = verdicts.pop("error", 0)
    converted = sum(verdicts.values())
    return Tally(
        files=sources.count(view, project),
        units=converted + errors,
        converted=converted,
        errors=errors + sources.faults(view, project),
        waiting=listing.open_of(view, project),
        verdicts=verdicts,
        unread=tuple(map(_unread, sources.unread(view, project, MOST_UNREAD))),
    )


def _unread(found: sources.Source) -> UnreadFile:
    fault = found.fault or sources.Fault("source.unreadable", "It could not be read.")
    return UnreadFile(found.path, Fault(fault.code, fault.sentence, fault.hint))


def _deck(view: View, found: conversions.Conversion) -> Deck:
    def text(name: str | None) -> str | None:
        return None if name is None else texts.get(view, name)

    links, evidence = text(found.links), text(found.evidence)
    return Deck(
        conversion=conversion_of(found),
        sql=texts.get(view, found.sql),
        spec=text(found.spec),
        lowered=text(found.lowered),
        links=tuple(json.loads(links)) if links else (),
        evidence=json.loads(evidence) if evidence else None,
    )
