"""GET /v1/health: for watchdogs; it answers only if the database answers."""

from fastapi import Response

from daemon.server.instance import Here
from daemon.server.routing import needs, reply, resource
from daemon.wire.role import Permission
from daemon.wire.status import Health

router = resource("health")


@router.get("/v1/health", response_model=Health, openapi_extra=needs(Permission.CONNECT))
def health(instance: Here) -> Response:
    """The daemon and its database answer."""
    with instance.store.read() as view:
        return reply(Health(ok=view.value("SELECT 1") == 1))
