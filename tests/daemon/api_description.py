"""The API's own description, made once a process: it takes a second, and tests are named after its routes."""

from functools import cache
from typing import Any

from daemon.server.http.app import build_api


@cache
def api_description() -> dict[str, Any]:
    """Return the OpenAPI document of all routes."""
    return build_api().openapi()


def route_labels() -> list[str]:
    """Return each route as `METHOD path`."""
    return [f"{method.upper()} {path}" for path, methods in api_description()["paths"].items() for method in methods]
