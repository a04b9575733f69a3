"""GET /v1/openapi.json: what every route takes, answers and asks of its caller."""

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from daemon.server.http.routing import requires, resource_router
from daemon.wire.role import Permission

ROUTER = resource_router("openapi")


@ROUTER.get("/v1/openapi.json", response_model=dict[str, object], openapi_extra=requires(Permission.CONNECT))
def openapi(request: Request) -> Response:
    """This API, described."""
    return JSONResponse(request.app.openapi())
