"""GET /v1/hello: the daemon, the API versions it supports, and the identity of the caller."""

import os

from fastapi import Response

from daemon.server.http.routing import CallerParam, json_reply, requires, resource_router
from daemon.server.instance import InstanceParam
from daemon.wire.connection.hello import Hello
from daemon.wire.connection.version import API_NEWEST, API_OLDEST, VERSION
from daemon.wire.role import Permission
from store.migrations import NEWEST

ROUTER = resource_router("hello")


@ROUTER.get("/v1/hello", response_model=Hello, openapi_extra=requires(Permission.CONNECT))
def hello(instance: InstanceParam, caller: CallerParam) -> Response:
    """Return the handshake of the daemon."""
    return json_reply(
        Hello(
            version=VERSION,
            api_oldest=API_OLDEST,
            api_newest=API_NEWEST,
            instance=instance.paths.instance,
            run=instance.run,
            pid=os.getpid(),
            schema=NEWEST,
            capabilities=instance.capabilities,
            busy=instance.drain_gate.busy,
            you=caller.info(),
        )
    )
