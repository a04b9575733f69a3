"""GET /v1/status: the status of the daemon."""

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
    """Show the status of the daemon."""
    return json_reply(status_of_instance(instance))


def status_of_instance(instance: Instance) -> Status:
    """Return the current status of an instance."""
    with instance.store.read() as view:
        project_count, tail = projects.count(view), journal.get_tail(view)
    drain_gate = instance.drain_gate
    return Status(
        state=DaemonState.DRAINING if drain_gate.draining else DaemonState.RUNNING,
        version=VERSION,
        instance=instance.paths.instance,
        pid=os.getpid(),
        started=times.to_text(instance.started),
        uptime_s=round(instance.uptime(), 3),
        rss_mb=round(resident_mb(), 1),
        database=str(instance.paths.database),
        log=str(instance.paths.log),
        projects=project_count,
        tail=tail,
        requests=drain_gate.requests,
        streams=drain_gate.streams,
        busy=drain_gate.busy,
    )
