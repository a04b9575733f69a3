"""/v1/audit/…: is the journal whole, what does it say; /v1/backups: a copy of the database."""

from dataclasses import asdict
from typing import Annotated

from fastapi import Query, Response

from daemon.server.instance import Here
from daemon.server.routing import needs, reply, resource
from daemon.wire.audit import Anchor, AuditEvent, AuditPage, Backup, Finding, Report
from daemon.wire.role import Permission
from store import backup
from store.audit import anchor as anchors
from store.audit.search import Wanted, search
from store.audit.verify import verify

MOST = 2**53
Words = Annotated[str, Query(max_length=200)]
router = resource("audit")


@router.get("/v1/audit/anchor", response_model=Anchor, openapi_extra=needs(Permission.VIEW))
def show_anchor(instance: Here) -> Response:
    """The journal's head: keep it where whoever owns this disk cannot reach."""
    with instance.store.read() as view:
        return reply(Anchor(**asdict(anchors.of(view))))


@router.get("/v1/audit/report", response_model=Report, openapi_extra=needs(Permission.VIEW))
def show_report(instance: Here, anchor: Words = "") -> Response:
    """Audit the whole journal, against an anchor if one is given."""
    known = anchors.parse(anchor) if anchor else None
    with instance.store.read() as view:
        report = verify(view, known)
    findings = tuple(Finding(**asdict(finding)) for finding in report.findings)
    return reply(Report(report.events, str(report.head), findings))


@router.get("/v1/audit/events", response_model=AuditPage, openapi_extra=needs(Permission.VIEW))
def find_events(
    instance: Here,
    type: Words = "",  # noqa: A002  the query's own word
    subject: Words = "",
    actor: Words = "",
    since: Words = "",
    until: Words = "",
    cursor: Annotated[int, Query(ge=0, le=MOST)] = 0,
    limit: Annotated[int, Query(ge=1, le=500)] = 200,
) -> Response:
    """Events that match, oldest first, a page at a time; `type` may be the beginning of one, such as `job.`."""
    with instance.store.read() as view:
        found = search(view, Wanted(type, subject, actor, since, until), cursor, limit + 1)
    items = tuple(AuditEvent(**asdict(event)) for event in found[:limit])
    return reply(AuditPage(items, str(items[-1].seq) if len(found) > limit else None))


@router.post("/v1/backups", status_code=201, response_model=Backup, openapi_extra=needs(Permission.DAEMON_CONTROL))
def back_up(instance: Here) -> Response:
    """Write a checked copy of the database beside it, while work goes on."""
    file = instance.store.path
    return reply(Backup(str(backup.save(file, backup.beside(file, "manual")))), 201)
