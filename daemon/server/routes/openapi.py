"""GET /v1/openapi.json: the parameters, responses and permissions of every route."""

from fastapi import Request, Response
from fastapi.responses import JSONResponse

from daemon.server.http.routing import requires, resource_router
from daemon.wire.role import Permission

ROUTER = resource_router("openapi")


@ROUTER.get("/v1/openapi.json", response_model=dict[str, object], openapi_extra=requires(Permission.CONNECT))
def openapi(request: Request) -> Response:
    """Return the description of this API."""
    return JSONResponse(request.app.openapi())
