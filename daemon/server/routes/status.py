"""GET /v1/status: how the daemon fares, in one look."""

import os

from fastapi import Response

from daemon.server.instance import Here, Instance, rss_mb
from daemon.server.routing import needs, reply, resource
from daemon.wire.role import Permission
from daemon.wire.status import State, Status
from daemon.wire.version import VERSION
from store import journal, times

router = resource("status")


@router.get("/v1/status", response_model=Status, openapi_extra=needs(Permission.VIEW))
def status(instance: Here) -> Response:
    """How the daemon fares."""
    return reply(of(instance))


def of(instance: Instance) -> Status:
    """The status of an instance, now."""
    with instance.store.read() as view:
        projects, tail = view.value("SELECT count(*) FROM projects"), journal.tail(view)
    admission = instance.admission
    return Status(
        state=State.DRAINING if admission.draining else State.RUNNING,
        version=VERSION,
        instance=instance.place.instance,
        pid=os.getpid(),
        started=times.text(instance.started),
        uptime_s=round(instance.uptime(), 3),
        rss_mb=round(rss_mb(), 1),
        database=str(instance.place.database),
        log=str(instance.place.log),
        projects=projects,
        tail=tail,
        requests=admission.requests,
        streams=admission.streams,
        busy=admission.busy,
    )
