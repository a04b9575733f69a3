"""GET /metrics: figures for Prometheus."""

from fastapi import Response
from fastapi.responses import PlainTextResponse

from daemon.server.instance import Here
from daemon.server.routing import needs, resource
from daemon.wire.role import Permission

router = resource("metrics")
TEXT = "text/plain; version=0.0.4; charset=utf-8"


@router.get("/metrics", response_class=PlainTextResponse, openapi_extra=needs(Permission.VIEW))
def figures(instance: Here) -> Response:
    """All figures in Prometheus' text format."""
    return Response(instance.metrics.text(), media_type=TEXT)
