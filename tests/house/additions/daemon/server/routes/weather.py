"""GET /v1/weather: a route that a test adds."""

from daemon.server.http.routing import requires, resource_router
from daemon.wire.role import Permission

ROUTER = resource_router("weather")


@ROUTER.get("/v1/weather", openapi_extra=requires(Permission.VIEW))
def weather() -> dict[str, str]:
    """Return the weather."""
    return {"weather": "sunny"}
