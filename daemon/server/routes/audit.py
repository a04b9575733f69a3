"""/v1/audit/…: verify and search the journal; /v1/backups: back up the database."""

from dataclasses import asdict
from typing import Annotated

from fastapi import Query, Response

from daemon.server.http.paging import next_cursor
from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.instance import Instance, InstanceParam
from daemon.wire.audit import Anchor, AuditEvent, AuditFinding, AuditPage, AuditReport, Backup
from daemon.wire.role import Permission
from store.audit import anchor as anchors
from store.audit import replay
from store.audit.search import EventFilter, search
from store.audit.verify import Audit, verify
from store.core.maintenance import backup

MAX_NUMBER = 2**53
Words = Annotated[str, Query(max_length=200)]
ROUTER = resource_router("audit")


@ROUTER.get("/v1/audit/anchor", response_model=Anchor, openapi_extra=requires(Permission.VIEW))
def show_anchor(instance: InstanceParam) -> Response:
    """Return the head of the journal; keep it where the owner of this disk cannot change it."""
    with instance.store.read() as view:
        return json_reply(Anchor(**asdict(anchors.get_anchor(view))))


@ROUTER.get("/v1/audit/report", response_model=AuditReport, openapi_extra=requires(Permission.VIEW))
def show_report(instance: InstanceParam, anchor: Words = "") -> Response:
    """Verify the whole journal, and an anchor if one is given."""
    return _audited(instance, verify, anchor)


@ROUTER.get("/v1/audit/replay", response_model=AuditReport, openapi_extra=requires(Permission.VIEW))
def replay_tables(instance: InstanceParam, anchor: Words = "") -> Response:
    """Verify the journal, and compare every table with what the daemon wrote."""
    return _audited(instance, replay.audit, anchor)


def _audited(instance: Instance, audit: Audit, anchor: str) -> Response:
    known = anchors.parse(anchor) if anchor else None
    with instance.store.read() as view:
        report = audit(view, known)
    findings, remarks = (
        tuple(AuditFinding(**asdict(each)) for each in problems) for problems in (report.problems, report.remarks)
    )
    return json_reply(AuditReport(report.events, str(report.head), findings, remarks))


@ROUTER.get("/v1/audit/events", response_model=AuditPage, openapi_extra=requires(Permission.VIEW))
def find_events(
    instance: InstanceParam,
    type: Words = "",  # noqa: A002  the name of the query parameter
    subject: Words = "",
    actor: Words = "",
    since: Words = "",
    until: Words = "",
    cursor: Annotated[int, Query(ge=0, le=MAX_NUMBER)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> Response:
    """Return a page of matching events, oldest first; `type` may be a prefix such as `job.`."""
    with instance.store.read() as view:
        found = search(view, EventFilter(type, subject, actor, since, until), cursor, limit + 1)
    items = tuple(AuditEvent(**asdict(event)) for event in found[:limit])
    return json_reply(AuditPage(items, next_cursor(found, limit, lambda event: event.seq)))


@ROUTER.post("/v1/backups", status_code=201, response_model=Backup, openapi_extra=requires(Permission.DAEMON_CONTROL))
def back_up(instance: InstanceParam) -> Response:
    """Write a verified copy of the database beside it; work continues."""
    file = instance.store.path
    return json_reply(Backup(str(backup.save(file, backup.beside(file, "manual")))), 201)
