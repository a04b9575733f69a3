"""/v1/daemon/…: drain, resume, stop."""

from fastapi import Response

from daemon.server.http.routing import json_reply, requires, resource_router
from daemon.server.instance import InstanceParam
from daemon.server.routes import status
from daemon.wire.role import Permission
from daemon.wire.status import Status

ROUTER = resource_router("daemon")
CONTROL = requires(Permission.DAEMON_CONTROL, while_draining=True)


@ROUTER.post("/v1/daemon/drain", response_model=Status, openapi_extra=CONTROL)
def drain(instance: InstanceParam) -> Response:
    """Refuse new work and let running work finish; `busy` is false once it has."""
    instance.drain_gate.draining = True
    return json_reply(status.status_of_instance(instance))


@ROUTER.post("/v1/daemon/resume", response_model=Status, openapi_extra=CONTROL)
def resume(instance: InstanceParam) -> Response:
    """Accept new work again."""
    instance.drain_gate.draining = False
    return json_reply(status.status_of_instance(instance))


@ROUTER.post("/v1/daemon/stop", status_code=202, response_model=Status, openapi_extra=CONTROL)
async def stop(instance: InstanceParam, reason: str = "stop") -> Response:
    """Stop after this response; open event streams receive the reason."""
    response = json_reply(status.status_of_instance(instance), 202)
    instance.shutdown.ask(reason)
    return response
