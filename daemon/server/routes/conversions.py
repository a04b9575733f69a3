"""/v1/projects/…/conversions, /v1/conversions: what is known about the units of a project."""

import json
from typing import Annotated

from fastapi import Query, Response

from daemon.server.http.paging import next_cursor
from daemon.server.http.routing import MAX_NUMBER, RowNumber, json_reply, requires, resource_router
from daemon.server.http.wire_fault import wire_fault
from daemon.server.instance import InstanceParam
from daemon.server.review.file_progress import file_progress
from daemon.server.review.unit_texts import conversion_info, stored_text
from daemon.wire.conversion import ConversionPage, Tally, UnitTexts, UnreadFile
from daemon.wire.fault import Fault
from daemon.wire.role import Permission
from jobs.ledger import job_queries
from store import ReadView
from store.codebase import conversions, projects, sources
from store.core import texts

UNREADABLE = Fault("source.unreadable", "The file could not be read.")
MAX_UNREAD = 100  # unreadable files to list; more are only counted
ROUTER = resource_router("conversions")


@ROUTER.get(
    "/v1/projects/{project}/conversions", response_model=ConversionPage, openapi_extra=requires(Permission.VIEW)
)
def list_conversions(
    instance: InstanceParam,
    project: str,
    verdict: str = "",
    cursor: Annotated[int, Query(ge=0, le=MAX_NUMBER)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> Response:
    """Return a page of the conversions of a project, optionally with one verdict."""
    with instance.store.read() as view:
        found = conversions.page(view, projects.get(view, project).id, cursor, limit + 1, verdict)
    cursor_after = next_cursor(found, limit, lambda each: each.id)
    return json_reply(ConversionPage(tuple(map(conversion_info, found[:limit])), cursor_after))


@ROUTER.get("/v1/projects/{project}/tally", response_model=Tally, openapi_extra=requires(Permission.VIEW))
def show_tally(instance: InstanceParam, project: str) -> Response:
    """Return the progress of a project."""
    with instance.store.read() as view:
        return json_reply(_tally(view, projects.get(view, project).id))


@ROUTER.get("/v1/conversions/{conversion}", response_model=UnitTexts, openapi_extra=requires(Permission.VIEW))
def show_conversion(instance: InstanceParam, conversion: RowNumber) -> Response:
    """Return one unit with its texts."""
    with instance.store.read() as view:
        found = conversions.get(view, conversion)
        return json_reply(_deck(view, found), revision=found.revision)


def _tally(view: ReadView, project: str) -> Tally:
    verdicts = dict(conversions.count_by_verdict(view, project))
    errors = verdicts.pop("error", 0)
    converted = sum(verdicts.values())
    files, files_done = file_progress(view, project)
    return Tally(
        files=files,
        units=converted + errors,
        converted=converted,
        errors=errors + sources.count_faults(view, project),
        waiting=job_queries.count_open(view, project),
        verdicts=verdicts,
        files_done=files_done,
        changed=sources.last_change(view, project),
        unread=tuple(map(_unread, sources.list_unreadable(view, project, MAX_UNREAD))),
    )


def _unread(found: sources.SourceRow) -> UnreadFile:
    return UnreadFile(found.path, wire_fault(found.fault) or UNREADABLE)


def _deck(view: ReadView, found: conversions.ConversionRow) -> UnitTexts:
    return UnitTexts(
        conversion=conversion_info(found),
        sql=texts.get(view, found.sql),
        spec=stored_text(view, found.spec),
        lowered=stored_text(view, found.lowered),
        links=tuple(json.loads(stored_text(view, found.links) or "[]")),
        evidence=json.loads(stored_text(view, found.evidence) or "null"),
    )
