"""/v1/daemon/…: drain, resume, stop."""

from fastapi import Response

from daemon.server.instance import Here
from daemon.server.routes import status
from daemon.server.routing import needs, reply, resource
from daemon.wire.role import Permission
from daemon.wire.status import Status

router = resource("daemon")
CONTROL = needs(Permission.DAEMON_CONTROL, while_draining=True)


@router.post("/v1/daemon/drain", response_model=Status, openapi_extra=CONTROL)
def drain(instance: Here) -> Response:
    """Take no new work and let the old finish; `busy` tells when it has."""
    instance.admission.draining = True
    return reply(status.of(instance))


@router.post("/v1/daemon/resume", response_model=Status, openapi_extra=CONTROL)
def resume(instance: Here) -> Response:
    """Take new work again."""
    instance.admission.draining = False
    return reply(status.of(instance))


@router.post("/v1/daemon/stop", status_code=202, response_model=Status, openapi_extra=CONTROL)
async def stop(instance: Here, reason: str = "stop") -> Response:
    """Stop once this is answered; open event streams are told the reason."""
    response = reply(status.of(instance), 202)
    instance.stopping.ask(reason)
    return response
