"""GET /v1/status: how the daemon fares, in one look."""

import os

from fastapi import Response

from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.instance import Instance, InstanceParam, resident_mb
from daemon.wire.connection.version import VERSION
from daemon.wire.role import Permission
from daemon.wire.status import DaemonState, Status
from store.codebase import projects
from store.core import journal, times

ROUTER = resource_router("status")


@ROUTER.get("/v1/status", response_model=Status, openapi_extra=requires(Permission.VIEW))
def show_status(instance: InstanceParam) -> Response:
    """How the daemon fares."""
    return json_reply(status_of_instance(instance))


def status_of_instance(instance: Instance) -> Status:
    """The status of an instance, now."""
    with instance.store.read() as view:
        project_count, tail = projects.count(view), journal.get_tail(view)
    admission = instance.admission
    return Status(
        state=DaemonState.DRAINING if admission.draining else DaemonState.RUNNING,
        version=VERSION,
        instance=instance.place.instance,
        pid=os.getpid(),
        started=times.to_text(instance.started),
        uptime_s=round(instance.uptime(), 3),
        rss_mb=round(resident_mb(), 1),
        database=str(instance.place.database),
        log=str(instance.place.log),
        projects=project_count,
        tail=tail,
        requests=admission.requests,
        streams=admission.streams,
        busy=admission.busy,
    )
