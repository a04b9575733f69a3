"""GET /metrics: metrics for Prometheus."""

from fastapi import Response
from fastapi.responses import PlainTextResponse

from daemon.server.http.routing import requires, resource_router
from daemon.server.instance import InstanceParam
from daemon.wire.role import Permission

ROUTER = resource_router("metrics")
TEXT = "text/plain; version=0.0.4; charset=utf-8"


@ROUTER.get("/metrics", response_class=PlainTextResponse, openapi_extra=requires(Permission.VIEW))
def figures(instance: InstanceParam) -> Response:
    """Return all metrics in the text format of Prometheus."""
    return Response(instance.metrics.text(), media_type=TEXT)
