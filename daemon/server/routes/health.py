"""GET /v1/health: for watchdogs; it succeeds only if the database answers."""

from fastapi import Response

from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.instance import InstanceParam
from daemon.wire.role import Permission
from daemon.wire.status import Health

ROUTER = resource_router("health")


@ROUTER.get("/v1/health", response_model=Health, openapi_extra=requires(Permission.CONNECT))
def health(instance: InstanceParam) -> Response:
    """Report whether the database answers."""
    with instance.store.read() as view:
        return json_reply(Health(ok=view.is_answering()))
