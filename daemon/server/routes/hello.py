"""GET /v1/hello: who answers, what it understands, and who it takes the caller for."""

import os

from fastapi import Response

from daemon.server.instance import Here
from daemon.server.routing import Speaking, needs, reply, resource
from daemon.wire.hello import Hello
from daemon.wire.role import Permission
from daemon.wire.version import API_NEWEST, API_OLDEST, VERSION
from store.migrations import NEWEST

router = resource("hello")


@router.get("/v1/hello", response_model=Hello, openapi_extra=needs(Permission.CONNECT))
def hello(instance: Here, speaker: Speaking) -> Response:
    """Say who you are, and hear who I am."""
    return reply(
        Hello(
            version=VERSION,
            api_oldest=API_OLDEST,
            api_newest=API_NEWEST,
            instance=instance.place.instance,
            run=instance.run,
            pid=os.getpid(),
            schema=NEWEST,
            capabilities=instance.capabilities,
            busy=instance.admission.busy,
            you=speaker.you(),
        )
    )
